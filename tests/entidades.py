"""Three entities that are not Mexico City, filled as docs/otra-entidad.md says, from the files of its example alone.

One municipality with one election; 18 districts and 11 ayuntamientos with councils of both kinds; and Puebla, from its
real file of 2024. `python -m tests.e2e.entidades` plays the night of each.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from central.catalogo.esqueleto import CARPETA, escribir

COMPARTIDO = Path(os.environ.get("PREP_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PUEBLA = COMPARTIDO / "data" / "puebla-2024" / "PREP_PUE_GUB_2024.csv"
ENCABEZADO = (CARPETA / "casillas.csv").read_text("utf-8").splitlines()[0].split(",")
PARTIDOS = {"PA": "PARTIDO A", "PB": "PARTIDO B", "PC": "PARTIDO C", "PD": "PARTIDO D"}
TOTALES = '["TOTAL_BOLETAS_SOBRANTES", "TOTAL_PERSONAS_VOTARON", "TOTAL_REP_PARTIDO_CI_VOTARON", "TOTAL_VOTOS_SACADOS"]'
MUNICIPIOS = (
    *("AGUASCALIENTES", "ASIENTOS", "CALVILLO", "COSIO", "JESUS MARIA", "PABELLON DE ARTEAGA", "RINCON DE ROMOS"),
    *("SAN JOSE DE GRACIA", "TEPEZALA", "EL LLANO", "SAN FRANCISCO DE LOS ROMO"),
)


def un_municipio(carpeta: Path, secciones: int = 4) -> Path:
    """One municipality, one election, one council; another time zone and another separator. Returns its profile."""
    escribir(carpeta)
    perfil = carpeta / "perfil.toml"
    texto = _de(perfil.read_text("utf-8"), "12", "GUERRERO", "GRO", 2022)
    texto = texto.replace('zona = "America/Mexico_City"', 'zona = "America/Hermosillo"\nseparador = "|"')
    texto = texto.replace('"UTC-6"', '"UTC-7"')
    texto = _sin_la_primera(_sin_la_primera(texto, "ambitos"), "elecciones")
    texto = _con_territorios(texto, [("081", "ILIATENCO")])
    texto = texto.replace('\nambito = "distrito"', '\nambito = "municipio"').replace('centros = "municipio"', "")
    texto = _con_consejos(texto, [_consejo("01", "Municipal de Iliatenco", "081", "municipio")])
    perfil.write_text(texto.replace('["001"] }]', '["081"] }]').replace('solo = ["002"]', 'solo = ["081"]'), "utf-8")
    columnas = [c for c in ENCABEZADO if c != "ID_DISTRITO_LOCAL"]
    _casillas(carpeta, columnas, ({**x, "ID_MUNICIPIO": "81"} for x in _de_secciones(secciones)))
    (carpeta / "candidaturas_dip.csv").unlink()
    _candidaturas(carpeta, "12", ["081"], {"081": "ILIATENCO"})
    return perfil


def dos_consejos(carpeta: Path, distritos: int = 18, municipios: int = 11, secciones: int = 180) -> Path:
    """Deputations that go to district councils and ayuntamientos to municipal ones; neither is inside the other."""
    escribir(carpeta)
    de_d, de_m = ([f"{n:03}" for n in range(1, cuantos + 1)] for cuantos in (distritos, municipios))
    nombres = dict(zip(de_m, MUNICIPIOS, strict=False))
    perfil = carpeta / "perfil.toml"
    texto = _de(perfil.read_text("utf-8"), "01", "AGUASCALIENTES", "AGS", 2024)
    texto = _con_territorios(texto, [(i, f"DISTRITO {i[1:]}") for i in de_d], list(nombres.items()))
    suyos = [_consejo(f"D{i[1:]}", f"Distrital {i[1:]}", i, "distrito") for i in de_d]
    suyos += [_consejo(f"M{i[1:]}", f"Municipal de {n.title()}", i, "municipio") for i, n in nombres.items()]
    perfil.write_text(_con_consejos(texto, suyos), "utf-8")
    _casillas(
        carpeta,
        ENCABEZADO,
        (
            {
                **x,
                "ID_DISTRITO_LOCAL": str((int(x["SECCION"]) - 1) * distritos // secciones + 1),
                "ID_MUNICIPIO": str((int(x["SECCION"]) - 1) * municipios // secciones + 1),
            }
            for x in _de_secciones(secciones)
        ),
    )
    (carpeta / "candidaturas_dip.csv").write_text(
        "ID_ENTIDAD,ID_DISTRITO_LOCAL,PARTIDO_CI,CANDIDATURA_PROPIETARIA,CANDIDATURA_SUPLENTE\n"
        + "".join(f'01,{i},"PARTIDO A, PARTIDO B",ADA {i},EVA {i}\n01,{i},PARTIDO C,INA {i},IDA {i}\n' for i in de_d),
        "utf-8",
    )
    _candidaturas(carpeta, "01", de_m, nombres)
    return perfil


def puebla(carpeta: Path, secciones: Sequence[str] = ()) -> Path:
    """Its casillas from its real file, with the 53 contiguas that repeat their number; its columns from its header.

    `secciones`: only those, and what comes from abroad.
    """
    escribir(carpeta, PUEBLA)
    if secciones:
        casillas = carpeta / "casillas.csv"
        quedan = ("SECCION,", "N/A,M,", *(f"{s}," for s in secciones))
        suyas = [r for r in casillas.read_text("utf-8").splitlines() if r.startswith(quedan)]
        casillas.write_text("\n".join(suyas) + "\n", "utf-8")
    renglones = PUEBLA.read_text("utf-8-sig").splitlines()
    nombres = renglones[6].split(",")
    votos = nombres[nombres.index("TOTAL_VOTOS_SACADOS") + 1 : nombres.index("NO_REGISTRADAS")]
    partidos = {v: v for v in votos if not v.startswith("C_")}
    distrito = nombres.index("ID_DISTRITO")
    suyos = {f[distrito].strip("'"): f[distrito + 1] for f in (r.split(",") for r in renglones[7:])}
    distritos = sorted((i, n) for i, n in suyos.items() if i.isdigit() and i != "000")
    perfil = carpeta / "perfil.toml"
    texto = _de(perfil.read_text("utf-8"), "21", "PUEBLA", "PUE", 2024)
    texto = texto.replace('repetidas = "error" ', 'repetidas = "numerar"')
    inicio, final = texto.index("[partidos]"), texto.index("[[ambitos]]")
    texto = texto[:inicio] + "[partidos]\n" + "".join(f'{c} = "{n}"\n' for c, n in partidos.items()) + texto[final:]
    texto = _sin_la_primera(_sin_la_primera(texto, "elecciones"), "ambitos")
    municipio = 'nombre = "municipio"\ncolumnas = ["ID_MUNICIPIO", "MUNICIPIO"]\nextranjero = ""'
    distrito_ = 'nombre = "distrito"\ncolumnas = ["ID_DISTRITO", "DISTRITO"]\nextranjero = "000"'
    texto = texto.replace(municipio, distrito_)
    texto = _con_territorios(texto, [("000", "VOTO EN EL EXTRANJERO"), *distritos])
    texto = _con_consejos(texto, (_consejo(i[1:], f"Distrital {n.title()}", i, "distrito") for i, n in distritos))
    columnas = [
        f'{{ codigo = "{v}", clase = "{"PARTIDO" if v in partidos else "COMBINACION"}", '
        f"partidos = {_lista(v.removeprefix('C_').split('_'))} }},"
        for v in votos
    ]
    texto = (
        texto[: texto.index("[[elecciones]]")]
        + f"""[[elecciones]]
codigo = "GUB"
nombre = "GUBERNATURA"
titulos = []
ambito = "distrito"
candidaturas = {{ archivo = "candidaturas_gub.csv", por_territorio = false, suplente = false }}
convenios = []
columnas = [
{chr(10).join(columnas)}
]
codigos = [
    {{ codigo = "2", tipos = ["B", "C", "E", "A", "M"], totales = {TOTALES} }},
    {{ codigo = "2E", especial = true, tipos = ["S"], totales = {TOTALES} }},
]
"""
    )
    perfil.write_text(texto, "utf-8")
    for sobra in ("candidaturas_dip.csv", "candidaturas_ayu.csv"):
        (carpeta / sobra).unlink()
    (carpeta / "candidaturas_gub.csv").write_text("ID_ENTIDAD,PARTIDO_CI,CANDIDATURA\n21,MC,ANA LUZ\n", "utf-8")
    return perfil


def _de(texto: str, ident: str, nombre: str, siglas: str, anio: int) -> str:
    """The example's profile as that of another entity."""
    for antes, despues in (("99", ident), ("ENTIDAD DE EJEMPLO", nombre), ("EJE", siglas)):
        texto = texto.replace(f'"{antes}"', f'"{despues}"', 1)
    return texto.replace("anio = 2027", f"anio = {anio}")


def _sin_la_primera(texto: str, tabla: str) -> str:
    """Without the first of that kind of table, up to the second."""
    primera, segunda, *_ = (m.start() for m in re.finditer(rf"^\[\[{tabla}\]\]", texto, re.MULTILINE))
    return texto[:primera] + texto[segunda:]


def _con_territorios(texto: str, *listas: Sequence[tuple[str, str]]) -> str:
    """Each kind of territory with its own list."""
    hechas = iter(listas)

    def otra(_: re.Match[str]) -> str:
        suyos = "".join(f'    {{ id = "{i}", nombre = "{n}" }},\n' for i, n in next(hechas))
        return f"territorios = [\n{suyos}]"

    return re.sub(r"territorios = \[\n.*?\n\]", otra, texto, flags=re.DOTALL)


def _con_consejos(texto: str, consejos: Iterable[str]) -> str:
    suyos = "".join(f"    {c},\n" for c in consejos)
    return re.sub(r"catd = \[\n.*?\n\]", lambda _: f"catd = [\n{suyos}]", texto, flags=re.DOTALL)


def _consejo(ident: str, nombre: str, territorio: str, ambito: str) -> str:
    return f'{{ id = "{ident}", nombre = "Consejo {nombre}", ambito = "{ambito}", territorios = ["{territorio}"] }}'


def _lista(textos: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{t}"' for t in textos) + "]"


def _de_secciones(cuantas: int) -> Iterable[dict[str, str]]:
    """A básica and a contigua in each section; in some a special casilla, in others an extraordinaria with another."""
    for n in range(1, cuantas + 1):
        suyas = [("B", "01", "00", str(600 + n % 90)), ("C", "01", "00", str(599 + n % 90))]
        if n % 60 == 1:
            suyas.append(("S", "01", "00", "0"))
        if n % 20 == 2:
            suyas += [("E", "01", "00", "210"), ("E", "01", "01", "209")]
        for tipo, numero, extension, lista in suyas:
            yield {
                "SECCION": f"{n:04}",
                "TIPO_CASILLA": tipo,
                "ID_CASILLA": numero,
                "EXT_CONTIGUA": extension,
                "UBICACION_CASILLA": "2" if tipo == "E" else "1",
                "LISTA_NOMINAL": lista,
                "MECANISMOS_TRASLADO": "I" if tipo == "E" else "",
                "REPRESENTANTES_PP_CI": "12" if tipo == "E" else "",
                "BOLETAS": "1000" if tipo == "S" else "",
            }


def _casillas(carpeta: Path, columnas: Sequence[str], filas: Iterable[dict[str, str]]) -> None:
    renglones = [columnas, *([fila[c] for c in columnas] for fila in filas)]
    (carpeta / "casillas.csv").write_text("".join(",".join(r) + "\n" for r in renglones), "utf-8")


def _candidaturas(carpeta: Path, entidad: str, ids: Sequence[str], nombres: dict[str, str]) -> None:
    """Of each ayuntamiento: a party's, the one of two parties where they share it, and of who has no party."""
    renglones = [("ID_ENTIDAD", "ID_MUNICIPIO", "MUNICIPIO", "PARTIDO_CI", "CANDIDATURA")]
    for i in ids:
        renglones += [
            (entidad, i, nombres[i], suyos, f"{quien} {i}")
            for suyos, quien in (("PARTIDO A", "ANA"), ('"PARTIDO C, PARTIDO D"', "BETO"), ("CI_1", "CARO"))
        ]
    (carpeta / "candidaturas_ayu.csv").write_text("".join(",".join(r) + "\n" for r in renglones), "utf-8")
