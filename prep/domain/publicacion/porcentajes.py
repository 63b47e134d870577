"""Percentages as the norm wants them: four decimals, truncated, by exact arithmetic (R-17)."""


def porcentaje(parte: int, total: int) -> str:
    """`parte` of `total` in per cent, `dd.dddd` truncated, trailing zeros kept; `0.0000` when `total` is 0 (R-17).

    8,240 of 8,423 is 97.8273, never rounded. Raises ValueError for a negative.
    """
    if parte < 0 or total < 0:
        raise ValueError(f"un porcentaje no se toma de negativos: {parte}/{total}")
    if total == 0:
        return "0.0000"
    diezmilesimos = parte * 1_000_000 // total
    return f"{diezmilesimos // 10_000}.{diezmilesimos % 10_000:04d}"
