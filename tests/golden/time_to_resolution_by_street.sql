WITH waits AS (
  SELECT
    street,
    CAST(CEIL(
      (
        CASE
          WHEN closed_at <= TIMESTAMP '2021-04-01 00:00:00'
          THEN resolution_seconds
          ELSE 1617235200 - received_second
        END
      ) / 60.0
    ) AS BIGINT) AS minute,
    COUNT(*) FILTER(WHERE
      closed_at <= TIMESTAMP '2021-04-01 00:00:00') AS ended,
    COUNT(*) AS leaving
  FROM tickets
  WHERE
    (
      (
        received_at >= TIMESTAMP '2021-03-01 00:00:00'
        AND received_at < TIMESTAMP '2021-04-01 00:00:00'
      )
      AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
    )
    AND (
      NOT resolved_at IS NULL OR closed_known_at IS NULL
    )
  GROUP BY
    1,
    2
), hours AS (
  SELECT
    street,
    minute // 60 AS hour,
    SUM(SUM(ended)) OVER (PARTITION BY street ORDER BY minute // 60) AS ended,
    SUM(SUM(leaving)) OVER (PARTITION BY street) AS every
  FROM waits
  GROUP BY
    1,
    2
), horizon AS (
  SELECT
    street,
    ANY_VALUE(every) AS every,
    MIN(hour) FILTER(WHERE
      ended >= 0.9 * every) AS hour
  FROM hours
  GROUP BY
    street
), at_risk AS (
  SELECT
    waits.street,
    minute,
    ended,
    every - SUM(leaving) OVER (PARTITION BY waits.street ORDER BY minute) + leaving AS at_risk
  FROM waits
  JOIN horizon
    ON waits.street IS NOT DISTINCT FROM horizon.street
  WHERE
    hour IS NULL OR minute < 60 * (
      hour + 1
    )
), curve AS (
  SELECT
    street,
    minute,
    EXP(
      SUM(CASE WHEN ended = at_risk THEN -1e9 ELSE LN(1 - ended / at_risk) END) OVER (PARTITION BY street ORDER BY minute)
    ) AS surviving
  FROM at_risk
), quantiles AS (
  SELECT
    street,
    MIN(minute) FILTER(WHERE
      surviving <= 0.500000001) / 60 AS median_hours,
    MIN(minute) FILTER(WHERE
      surviving <= 0.100000001) / 60 AS p90_hours
  FROM curve
  GROUP BY
    street
)
SELECT
  street,
  median_hours,
  p90_hours
FROM quantiles
ORDER BY
  street ASC
