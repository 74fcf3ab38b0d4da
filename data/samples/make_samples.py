"""Writes the synthetic exports of this folder; every person, phone and case in them is invented."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from data.samples import ledgers

HERE = Path(__file__).parent
LEDGER = [
    "工单编号",
    "来源渠道",
    "诉求类别",
    "二级类别",
    "诉求标题",
    "承办单位",
    "区县",
    "街道",
    "社区",
    "受理时间",
    "办理时限",
    "办结时间",
    "满意度评分",
    "联系人",
    "联系电话",
]
GOOD = [
    ["SYN0001", "12345热线", "供热供水", "暖气不热", "合成数据：室温不足", "住建局", "示例区", "人民街道", "幸福社区", "2021-01-04 08:05:00", "2021-01-13 08:05:00", "2021-01-06 10:00:00", "5", "张示例", "13800000001"],
    ["SYN0002", "随手拍", "环境卫生", "垃圾清运", "合成数据：垃圾未清运", "城管局", "示例区", "人民街道", "和平社区", "2021/1/5 9:30", "2021/1/8 9:30", "2021/1/5", "4", "李示例", "13800000002"],
    ["SYN0003", "网格上报", "噪音扰民", "夜间施工", "合成数据：夜间施工", "生态环境局", "示例区", "建设街道", "新村社区", "2021年1月6日 22:15", "", "", "", "", ""],
]  # fmt: skip


def ledger_line(*cells: str) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="").writerow(cells)
    return target.getvalue()


def hostile() -> bytes:
    """A GB18030 ledger of 30 physical lines, one of every kind; tests/data/intake/test_hostile_file.py counts them by hand."""
    good = [ledger_line(*row) for row in GOOD]
    row = GOOD[0][:]

    def changed(number: str, **cells: str) -> str:
        fresh = [number, *row[1:]]
        for name, value in cells.items():
            fresh[LEDGER.index(name)] = value
        return ledger_line(*fresh)

    lines: list[str | bytes] = [
        "示例区诉求工单台账（合成数据）",  # 1 title
        ledger_line(*LEDGER),  # 2 header
        good[0],  # 3
        good[1],  # 4
        "",  # 5 blank
        good[2],  # 6
        "," * (len(LEDGER) - 1),  # 7 blank cells
        changed("SYN0010", 诉求标题="合成数据：第一行\n第二行,还有逗号"),  # 8 and 9, one record
        changed("SYN0011").replace("合成数据", '"合成数据', 1),  # 10 a quote that never closes
        changed("SYN0012"),  # 11 clean line after it
        changed("SYN0013") + ",多出一列",  # 12 too many columns
        "SYN0014,12345热线,供热供水",  # 13 too few columns
        ledger_line(*LEDGER),  # 14 header again
        changed("SYN0015", 受理时间=""),  # 15 no time
        changed("SYN0016", 受理时间="2021-13-45 00:00:00"),  # 16 no such day
        changed("SYN0017", 办结时间="2020-12-31 10:00:00"),  # 17 resolved before received
        changed("SYN0018", 办结时间="2021-01-04"),  # 18 date only, on the opening day: fine
        changed("SYN0019", 满意度评分="9"),  # 19 no such rating
        changed(
            "SYN0020", 受理时间="２０２１-０１-０４ ０８:０５:００", 联系人="无", 联系电话="-"
        ),  # 20 full-width digits, words for missing
        changed("SYN0021", 诉求标题="[作废]合成数据：重复登记"),  # 21 void
        changed("SYN0022", 诉求标题="测试工单"),  # 22 test
        good[0],  # 23 repeats line 3
        changed("SYN0002", 受理时间="2021-01-05 09:30:00", 办结时间="2021-01-07 12:00:00"),  # 24 newer version of line 4
        changed("SYN0025", 诉求标题="合成数据：请回电13800000003或0421-2600000"),  # 25 personal data in text
        changed("SYN0026", 办结时间="44203.5", 办理时限=""),  # 26 Excel serial
        changed("SYN0027", 受理时间="", 满意度评分="好"),  # 27 two reasons
        changed("SYN0028").encode("gb18030") + b"\xff\xff",  # 28 not text
        "   ",  # 29 blank
        "合计," + "," * (len(LEDGER) - 2),  # 30 footer
    ]
    return b"\r\n".join(line if isinstance(line, bytes) else line.encode("gb18030") for line in lines) + b"\r\n"


def workbook() -> Workbook:
    """Three sheets: titles above the header, a merged area, totals below; a header that drifts; a page of notes."""
    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2021, 2, 1)
    first = book.active
    assert first is not None
    first.title = "一月"
    first.append(["示例区一月诉求办理情况（合成数据）"])
    first.append(["制表日期：2021年2月1日"])
    first.append(["工单编号", "来源渠道", "诉求类别", "诉求标题", "区县", "街道", "受理时间", "办结时间"])
    first.append(
        ["SYN1001", "12345热线", "供热供水", "合成数据：室温不足", "示例区", "人民街道", datetime(2021, 1, 4, 8, 5), datetime(2021, 1, 6)]
    )
    first.append(["SYN1002", "微信", "环境卫生", "合成数据：垃圾未清运", None, "人民街道", datetime(2021, 1, 5, 9, 30), None])
    first.append(["SYN1003", "窗口", "房屋建筑", "合成数据：屋面漏水", None, "建设街道", "2021年1月7日", "无"])
    first.append(["合计", None, None, "3件", None, None, None, None])
    first.merge_cells("A1:H1")
    first.merge_cells("E4:E6")
    second = book.create_sheet("二月")
    second.append(["受理时间", "工单号", "所属区", "街道", "渠道", "一级分类", "诉求内容", "办结时间", "满意度"])
    second.append(
        [
            datetime(2021, 2, 3, 14, 0),
            "SYN1004",
            "示例区",
            "建设街道",
            "随手拍",
            "噪音扰民",
            "合成数据：广场舞扰民",
            datetime(2021, 2, 4, 9, 0),
            "满意",
        ]
    )
    second.append([None] * 9)
    second.append([datetime(2021, 2, 9, 8, 0), "SYN1005", "示例区", "人民街道", "12345热线", "供热供水", "合成数据：停水", None, None])
    notes = book.create_sheet("说明")
    notes.append(["本表为合成数据，仅用于演示和测试。"])
    return book


TEXTS = {
    "chinese_ledger.csv": (ledger_line(*LEDGER), *(ledger_line(*row) for row in GOOD)),
    "city_management.csv": (
        "rec_id,create_time,event_src_name,main_type_name,sub_type_name,event_desc,district_name,street_name,community_name,cell_name,coordinate_x,coordinate_y,dispatch_time,deadline,deal_end_time,archive_time,cancel_time",
        "SYN-C1,2021-03-01 08:10:00,监督员上报,市容环境,暴露垃圾,合成数据：暴露垃圾,示例区,人民街道,幸福社区,001,120.45,41.57,2021-03-01 08:30:00,2021-03-02 08:30:00,2021-03-01 16:00:00,2021-03-01 18:00:00,",
        "SYN-C2,2021-03-02 09:00:00,公众举报,公用设施,井盖破损,合成数据：井盖破损,示例区,建设街道,新村社区,002,0,0,2021-03-02 09:20:00,2021-03-03 09:20:00,,,",
        "SYN-C3,2021-03-02 10:00:00,视频上报,街面秩序,占道经营,合成数据：占道经营,示例区,建设街道,新村社区,002,41.57,120.45,,,,,2021-03-02 11:00:00",
    ),
    "city_management_cases.csv": (
        "案件号,问题来源,大类名称,小类名称,问题描述,所属区域,所属街道,所属社区,单元网格,立案时间,首次派遣时间,处置截止时间,处置结束时间,强制结案时间,当前阶段",
        "SYN-K1,监督员上报,市容环境,乱堆物料,合成数据：乱堆物料,示例区,人民街道,幸福社区,001,2021/4/1 8:05,2021/4/1 8:30,2021/4/3 8:30,2021/4/2 10:00,,结案",
        "SYN-K2,公众举报,街面秩序,违章停车,合成数据：违章停车,示例区,建设街道,新村社区,002,2021/4/2 9:00,,,,,已作废",
    ),
    "message_replies.csv": (
        "留言编号,留言主题,留言类型,留言区县,留言时间,答复时间,答复单位,留言用户",
        "SYN-M1,合成数据：关于小区供暖的问题,城建,示例区,2021-05-06 20:14:00,2021-05-12 09:00:00,示例区住建局,网友示例一",
        '"SYN-M2","合成数据：公交站点, 建议增设",交通,示例区,2021-05-07 07:45:00,,,网友示例二',
    ),
    "nyc_311.csv": (
        "Unique Key,Created Date,Closed Date,Agency,Complaint Type,Descriptor,Status,Due Date,Resolution Description,Community Board,Borough,Open Data Channel Type,Latitude,Longitude",
        "9900001,01/04/2021 08:05:00 AM,01/05/2021 01:30:00 PM,SYN,Noise,Loud Music,Closed,,Synthetic row.,01 EXAMPLE,EXAMPLE BOROUGH,PHONE,40.71,-73.99",
        "9900002,01/05/2021 11:59:59 PM,,SYN,Heat,No Heat,Open,01/12/2021 11:59:59 PM,Synthetic row.,02 EXAMPLE,EXAMPLE BOROUGH,ONLINE,,",
    ),
    "nyc_311_snake.csv": (
        "unique_key,created_date,closed_date,agency,complaint_type,descriptor,status,community_board,borough,open_data_channel_type,latitude,longitude",
        "9900003,2021-01-06T08:05:00.000,2021-01-07T00:00:00.000,SYN,Noise,Loud Talking,Closed,01 EXAMPLE,EXAMPLE BOROUGH,MOBILE,40.72,-73.98",
    ),
    "boston_311.csv": (
        "case_enquiry_id,open_dt,sla_target_dt,closed_dt,case_status,case_title,subject,reason,type,department,neighborhood,ward,precinct,latitude,longitude,source",
        "990000000001,2021-02-01 08:00:00,2021-02-03 08:30:00,2021-02-02 10:00:00,Closed,Synthetic pothole,Public Works,Highway Maintenance,Pothole,SYN,Example Hill,Ward 3,0301,42.36,-71.06,Constituent Call",
        "990000000002,2021-02-02 09:00:00,2021-02-04 08:30:00,,Open,Synthetic graffiti,Property,Graffiti,Graffiti Removal,SYN,Example Hill,03,0301,42.36,-71.06,Citizens Connect App",
    ),
    "san_diego.csv": (
        "service_request_id,date_requested,case_origin,service_name,service_name_detail,date_closed,status,lat,lng,council_district,comm_plan_name,public_description",
        "9910001,2021-03-04T10:15:00,Mobile,Pothole,,2021-03-09T00:00:00,Closed,32.71,-117.16,3,Example Plan,Synthetic row",
        "9910002,2021-03-05T10:15:00,Web,Illegal Dumping,,,Open,32.72,-117.15,3,Example Plan,Synthetic row; call 619-555-0100",
    ),
    "open311.csv": (
        "service_request_id,status,service_name,service_code,description,agency_responsible,requested_datetime,updated_datetime,expected_datetime,lat,long",
        "SYN-O1,closed,Street light,001,Synthetic row,SYN,2021-04-01T00:05:00Z,2021-04-02T01:00:00Z,2021-04-05T00:00:00Z,41.57,120.45",
        "SYN-O2,open,Graffiti,002,Synthetic row,SYN,2021-04-02T06:00:00-05:00,2021-04-03T06:00:00-05:00,,41.58,120.46",
    ),
}  # fmt: skip
PAGE = "<!DOCTYPE html>\n<html><head><title>合成数据</title></head><body><table><tr><td>这不是CSV</td></tr></table></body></html>\n"


def packed(book: Workbook) -> bytes:
    """The workbook as bytes that are the same whenever they are written: no clock time is kept in them."""
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in sorted(source.infolist(), key=lambda entry: entry.filename):
            content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2021-02-01T00:00:00Z", source.read(entry))
            target.writestr(zipfile.ZipInfo(entry.filename, (2021, 2, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def main() -> None:
    """Write every sample beside this script."""
    for name, lines in ledgers.TEXTS.items():
        encoding = "gb18030" if name.startswith("shantytowns") else "utf-8"
        (HERE / name).write_bytes(("\n".join(lines) + "\n").encode(encoding))
    for name, lines in TEXTS.items():
        (HERE / name).write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    (HERE / "hostile_gb18030.csv").write_bytes(hostile())
    (HERE / "ledger_utf16.csv").write_bytes("\r\n".join(line.replace(",", "\t") for line in TEXTS["chinese_ledger.csv"]).encode("utf-16"))
    (HERE / "really_html.csv").write_text(PAGE, "utf-8")
    (HERE / "ledger_sheets.xlsx").write_bytes(packed(workbook()))
    (HERE / "old_compounds.xlsx").write_bytes(packed(ledgers.workbook()))


if __name__ == "__main__":
    main()
