"""Every figure of a cut's site against SQL over the base that the cut was made of, and its rows against the csv."""

import csv
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from psycopg import Connection

from central.arbitro.contexto import Contexto
from central.marco.conexion import abrir
from central.publico.formatos import ActasPublicas, IndicePublico, PaginasPublicas, ResumenPublico, TerritorioPublico
from central.publico.votos import contendientes
from prep.ajeno.lectura import de_json
from prep.domain.catalogo.catalogo import NO_REGISTRADAS, NULOS, Catalogo, Eleccion
from prep.domain.publicacion.columnas import CLAVES, encabezados
from prep.store.conexion import cruda

Json = dict[str, Any]
# All expected actas with their published row, and those fuera de catálogo that were published.
FILAS = """
WITH f AS (SELECT coalesce(a.clave, c.acta) AS clave, a.clave IS NULL AS ajena,
                  coalesce(a.eleccion, split_part(replace(c.acta, 'FC-', ''), '-', 1)) AS eleccion,
                  coalesce(a.territorio, split_part(replace(c.acta, 'FC-', ''), '-', 2)) AS territorio,
                  CASE WHEN a.clave IS NULL OR a.tipo IN ('M', 'A', 'P') THEN 'N/A' ELSE a.seccion END AS seccion,
                  a.tipo, coalesce(a.codigo = ANY(%(rp)s), false) AS rp, a.lista_nominal, c.fila::jsonb AS r
           FROM prep.acta a FULL JOIN prep.corte_fila c ON c.acta = a.clave),
     g AS (SELECT *, r->>%(contabilizada)s = '1' AS suma FROM f WHERE eleccion = %(eleccion)s)
"""
CONTEOS = (
    FILAS
    + """
SELECT {grupo}, count(*) FILTER (WHERE NOT ajena), count(r) FILTER (WHERE NOT ajena), count(*) FILTER (WHERE suma),
       coalesce(sum(lista_nominal) FILTER (WHERE suma AND tipo <> 'S'), 0),
       coalesce(sum((r->>%(calculado)s)::int) FILTER (WHERE suma), 0),
       coalesce(sum((r->>%(calculado)s)::int) FILTER (WHERE suma AND tipo = 'S'), 0)
FROM g GROUP BY {grupo}
"""
)
VOTOS = (
    FILAS
    + """
SELECT {grupo}, rp, n, coalesce(sum((r->>n)::int) FILTER (WHERE r->>n ~ '^[0-9]+$'), 0)
FROM g, unnest(%(columnas)s::int[]) n WHERE suma GROUP BY {grupo}, rp, n
"""
)


class SitioLeido:
    """The files of a cut's site, each read by its grammar and found under its name by the index."""

    def __init__(self, carpeta: Path) -> None:
        manifiesto = json.loads((carpeta / "manifiesto.json").read_bytes())
        with zipfile.ZipFile(carpeta / "sitio.zip") as archivo:
            self.entradas = {nombre: archivo.read(nombre) for nombre in archivo.namelist()}
        self.crudo_indice = self.entradas[f"d/{manifiesto['indice'][:24]}.json"]
        self.indice = de_json(self.crudo_indice, IndicePublico)
        self.resumen = de_json(self._de(self.indice.resumen), ResumenPublico)
        self.paginas = de_json(self._de(self.indice.paginas), PaginasPublicas).paginas
        self.territorios = {c: de_json(self._de(n), TerritorioPublico) for c, n in self.indice.territorios.items()}
        self.tramos = {int(c): de_json(self._de(n), ActasPublicas) for c, n in self.indice.tramos.items()}
        self.sueltas = de_json(self._de(self.indice.sin_seccion), ActasPublicas)

    def _de(self, nombre: str) -> bytes:
        return self.entradas[f"d/{nombre}.json"]

    def renglones(self, eleccion: str) -> Iterator[dict[str, Any]]:
        """Every acta of the election, as the shards have it."""
        for actas in (self.sueltas, *self.tramos.values()):
            if tabla := actas.elecciones.get(eleccion):
                yield from (dict(zip(tabla.columnas, celdas, strict=True)) for celdas in zip(*tabla.datos, strict=True))


class Sumas:
    """What SQL adds of one election, by any group of columns."""

    def __init__(self, conexion: Connection[Any], catalogo: Catalogo, eleccion: Eleccion) -> None:
        self._conexion, self._catalogo, self._eleccion = conexion, catalogo, eleccion
        self._nombres = encabezados(eleccion)
        self._votos = [*(c.codigo for c in eleccion.columnas), NO_REGISTRADAS, NULOS]
        self._datos = {
            "eleccion": eleccion.codigo,
            "rp": [c.codigo for c in eleccion.codigos if c.rp],
            "contabilizada": self._nombres.index("CONTABILIZADA"),
            "calculado": self._nombres.index("TOTAL_VOTOS_CALCULADO"),
            "columnas": [self._nombres.index(c) for c in self._votos],
        }

    def cifras(self, grupo: str, ultimo: bool) -> dict[tuple[str, ...], Json]:
        """By group: counts as the summary says them, and `columnas`: the votes of each column, without RP actas."""
        cuantas = grupo.count(",") + 1
        salida: dict[tuple[str, ...], Json] = {}
        for fila in self._conexion.execute(CONTEOS.format(grupo=grupo), self._datos):
            esperadas, capturadas, contabilizadas, lista, votos, especiales = map(int, fila[cuantas:])
            salida[fila[:cuantas]] = {
                "esperadas": esperadas,
                "capturadas": capturadas,
                "contabilizadas": contabilizadas,
                "lista_nominal": lista if contabilizadas else "-",
                "votos": votos if contabilizadas else "-",
                "participacion": truncado(votos if ultimo else votos - especiales, lista),
                "columnas": dict.fromkeys(self._votos, 0),
            }
        for fila in self._conexion.execute(VOTOS.format(grupo=grupo), self._datos):
            rp, n, votos = fila[cuantas:]
            if not rp:
                salida[fila[:cuantas]]["columnas"][self._nombres[n]] += int(votos)
        return salida

    def candidaturas(self, territorio: str, suma: Json) -> Json:
        """The votes of each who stands in `territorio`; `-` where no acta counts."""
        quienes = contendientes(self._catalogo, self._eleccion, [territorio])[territorio]
        columnas = {q.codigo: q.columnas for q in quienes} | {c: (c,) for c in (NO_REGISTRADAS, NULOS)}
        hay = suma["contabilizadas"] > 0
        return {c: sum(suma["columnas"][una] for una in suyas) if hay else "-" for c, suyas in columnas.items()}


def truncado(parte: int, total: int) -> str:
    """Four decimals, by text and not by the function under test (R-17)."""
    if not total:
        return "-"
    entero, resto = divmod(parte * 100, total)
    return f"{entero}." + str(resto * 10_000 // total).zfill(4)


def diferencias(carpeta: Path, conexion: Connection[Any], catalogo: Catalogo) -> tuple[int, list[str]]:
    """How many figures were compared, and each that is another; `carpeta`: that of the base's last cut."""
    sitio = SitioLeido(carpeta)
    cotejo = Cotejo()
    for eleccion in catalogo.elecciones:
        dicha = next(e for e in sitio.resumen.elecciones if e.codigo == eleccion.codigo)
        sumas = Sumas(conexion, catalogo, eleccion)
        ultimo = sitio.resumen.especiales_en_participacion
        por_territorio = sumas.cifras("territorio", ultimo)
        publicados = {t.id: t for t in (*dicha.territorios, *dicha.sin_distrito)}
        cotejo.igual(eleccion.codigo, sorted(publicados), sorted(t for (t,) in por_territorio))
        for (territorio,), suma in por_territorio.items():
            suyas = sumas.candidaturas(territorio, suma)
            dichos = publicados[territorio].model_dump(exclude={"id", "nombre", "candidaturas"})
            for clave, valor in dichos.items():
                cotejo.igual(f"{eleccion.codigo} {territorio} {clave}", valor, suma[clave])
            cotejo.igual(f"{eleccion.codigo} {territorio}", dict(publicados[territorio].candidaturas), suyas)
            fragmento = sitio.territorios[f"{eleccion.codigo}/{territorio}"]
            cotejo.igual(f"{eleccion.codigo} {territorio} fragmento", fragmento.cifras, publicados[territorio])
        secciones = sumas.cifras("territorio, seccion", ultimo)
        for clave, fragmento in sitio.territorios.items():
            if clave.startswith(f"{eleccion.codigo}/"):
                for celdas in zip(*fragmento.secciones.datos, strict=True):
                    suma = secciones.pop((fragmento.cifras.id, str(celdas[0])))
                    esperado = [suma[c] for c in list(suma)[:-1]]
                    esperado += sumas.candidaturas(fragmento.cifras.id, suma).values()
                    cotejo.igual(f"{clave} {celdas[0]}", list(celdas[1:]), esperado)
        cotejo.igual(f"{eleccion.codigo}: secciones sin publicar", list(secciones), [])
        for dicho in dicha.por_tipo:
            suma = sumas.cifras("tipo", ultimo)[(dicho.tipo,)]
            for campo, valor in dicho.model_dump(exclude={"tipo"}).items():
                cotejo.igual(f"{eleccion.codigo} {dicho.tipo} {campo}", valor, suma[campo])
    return cotejo.cuantas, cotejo.distintas


def de_una_noche(salida: Path) -> tuple[int, list[str]]:
    """The same of the last cut of a drill played in `salida`, whose node is opened for it; its rows too."""
    carpeta = (salida / "publicacion" / "actual").resolve()
    with abrir(salida / "nodo") as puesto, puesto.mirar() as conn:
        conexion = cruda(conn)
        catalogo = Contexto(puesto.motor, conexion).catalogo
        cuantas, distintas = diferencias(carpeta, conexion, catalogo)
    for eleccion in catalogo.elecciones:
        distintas += contra_csv(SitioLeido(carpeta), eleccion, filas_del_csv(carpeta, catalogo, eleccion))
    return cuantas, distintas


def filas_del_csv(carpeta: Path, catalogo: Catalogo, eleccion: Eleccion) -> list[dict[str, str]]:
    """The rows of the results file of the election, out of its zip."""
    siglas = catalogo.entidad.siglas
    (ruta,) = carpeta.glob(f"*_PREP_{eleccion.codigo}_{siglas}.zip")
    with zipfile.ZipFile(ruta) as archivo:
        crudo = archivo.read(f"{siglas}_{eleccion.codigo}_{catalogo.entidad.anio}.csv")
    return list(csv.DictReader(crudo.decode().splitlines()[6:]))


class Cotejo:
    """Counts what was compared and keeps what differs."""

    def __init__(self) -> None:
        self.cuantas, self.distintas = 0, list[str]()

    def igual(self, que: str, dicho: object, esperado: object) -> None:
        self.cuantas += len(dicho) if isinstance(dicho, Mapping | Sequence) and not isinstance(dicho, str) else 1
        if dicho != esperado:
            self.distintas.append(f"{que}: dice {dicho} y es {esperado}")


def contra_csv(sitio: SitioLeido, eleccion: Eleccion, filas: Sequence[Mapping[str, str]]) -> list[str]:
    """The rows of the shards and those of the results file, as texts: what is in one and not in the other."""
    columnas = encabezados(eleccion)[len(CLAVES) :]
    uno = sorted(tuple(str(r[c]) for c in columnas) for r in sitio.renglones(eleccion.codigo))
    otro = sorted(tuple(f[c] for c in columnas) for f in filas)
    return [f"{eleccion.codigo}: {a} y {b}" for a, b in zip(uno, otro, strict=True) if a != b]
