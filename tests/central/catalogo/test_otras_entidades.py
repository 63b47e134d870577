"""Two elections that are not Mexico City's, whole, from the example's files alone (docs/otra-entidad.md)."""

import re
from collections import Counter
from pathlib import Path

from central.catalogo.esqueleto import CARPETA, escribir
from central.catalogo.importar import Importado, importar
from central.catalogo.perfil_toml import cargar
from prep.domain.catalogo.catalogo import Catalogo

ENCABEZADO = (CARPETA / "casillas.csv").read_text("utf-8").splitlines()[0].split(",")
SECCIONES = 180


def lista(nombre: str, ids: list[str]) -> str:
    return "territorios = [" + ", ".join(f'{{ id = "{i}", nombre = "{nombre} {i}" }}' for i in ids) + "]"


def consejos(letra: str, ids: list[str], ambito: str) -> str:
    return "".join(
        f'{{ id = "{letra}{i[1:]}", nombre = "Consejo {letra}{i}", ambito = "{ambito}", territorios = ["{i}"] }},\n'
        for i in ids
    )


def hecha(carpeta: Path, distritos: int, municipios: int, *, sin_diputaciones: bool = False) -> Importado:
    """The example grown to so many territories, or cut down to the ayuntamientos; its casillas cross both kinds."""
    escribir(carpeta)
    de_d, de_m = ([f"{n:03}" for n in range(1, cuantos + 1)] for cuantos in (distritos, municipios))
    texto = (carpeta / "perfil.toml").read_text("utf-8")
    primera, segunda = re.findall(r"territorios = \[\n.*?\n\]", texto, re.DOTALL)
    texto = texto.replace(primera, lista("DISTRITO", de_d)).replace(segunda, lista("MUNICIPIO", de_m))
    suyos = consejos("M", de_m, "municipio") + ("" if sin_diputaciones else consejos("D", de_d, "distrito"))
    texto = re.sub(r"catd = \[\n.*?\n\]", lambda _: f"catd = [\n{suyos}]", texto, flags=re.DOTALL)
    texto = texto.replace(', solo = ["001"]', "").replace(', solo = ["002"]', "")
    if sin_diputaciones:
        a, b = (m.start() for m in re.finditer(r"\[\[elecciones\]\]", texto))
        texto = texto[:a] + texto[b:]
    (carpeta / "perfil.toml").write_text(texto, "utf-8")
    filas = [ENCABEZADO]
    for n in range(SECCIONES):
        distrito, municipio = n * distritos // SECCIONES + 1, n * municipios // SECCIONES + 1
        for tipo, numero in (("B", "01"), ("C", "01"), *((("S", "01"),) if n % 60 == 0 else ())):
            lugar = [
                f"{n + 1:04}",
                tipo,
                numero,
                "00",
                "1",
                "0" if tipo == "S" else "600",
                str(distrito),
                str(municipio),
            ]
            filas.append([*lugar, "", "", ""])
    (carpeta / "casillas.csv").write_text("".join(",".join(f) + "\n" for f in filas), "utf-8")
    (carpeta / "candidaturas_dip.csv").write_text(
        "ID_ENTIDAD,ID_DISTRITO_LOCAL,PARTIDO_CI,CANDIDATURA_PROPIETARIA,CANDIDATURA_SUPLENTE\n"
        + "".join(f"99,{i},PARTIDO A,UNA,OTRA\n" for i in de_d), "utf-8",
    )  # fmt: skip
    (carpeta / "candidaturas_ayu.csv").write_text(
        "ID_ENTIDAD,ID_MUNICIPIO,MUNICIPIO,PARTIDO_CI,CANDIDATURA\n"
        + "".join(f"99,{i},MUNICIPIO {i},PARTIDO A,UNA\n" for i in de_m), "utf-8",
    )  # fmt: skip
    return importar(carpeta, cargar(str(carpeta / "perfil.toml")), "SIM-1")


def cuentas(catalogo: Catalogo) -> Counter[str]:
    return Counter(a.eleccion for a in catalogo.actas.values())


def test_un_solo_municipio(tmp_path: Path) -> None:
    catalogo = hecha(tmp_path, 1, 1, sin_diputaciones=True).catalogo
    assert [c.id for c in catalogo.centros] == ["M01", "CCV"]
    assert cuentas(catalogo) == {"AYU": 2 * SECCIONES + 3}


def test_18_distritos_y_11_ayuntamientos_con_dos_clases_de_consejos(tmp_path: Path) -> None:
    importado = hecha(tmp_path, 18, 11)
    catalogo = importado.catalogo
    assert len(catalogo.centros) == 18 + 11 + 1 and not importado.avisos
    assert cuentas(catalogo) == {"DIP_LOC": 2 * SECCIONES + 6, "AYU": 2 * SECCIONES + 3}
    for acta in catalogo.actas.values():
        assert acta.centro == {"DIP_LOC": "D", "AYU": "M"}[acta.eleccion] + acta.territorio[1:]
