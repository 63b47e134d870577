"""The grammar of an entity's profile: what each table of its TOML holds, and what must agree between them."""

from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from central.catalogo.ajustes_toml import AjustesToml
from central.catalogo.curvas_toml import CurvaToml
from central.catalogo.perfil import Repetidas, Urna
from central.catalogo.territorios_toml import AmbitoToml, CentrosToml, Hallados, Nombre, Territorio3, repetidos
from prep.ajeno.modelo import Ajeno, Distintos, Entre, Lista, Natural, Opcion, Patron, Texto, imprimible
from prep.ajeno.reparos import Camino, mostrar
from prep.domain.catalogo.catalogo import TOTALES, ClaseColumna, Codigo, TipoCasilla
from prep.domain.catalogo.razones import Falta

ENTERO = 10_000  # of a reparto, in hundredths of a per cent
PAPEL = Codigo("")
COLOR_MAX = 24  # characters: it stands beside the title on a phone


def _sin_carpetas(nombre: str) -> str:
    if Path(nombre).name != nombre or nombre == "..":
        raise ValueError(f"{mostrar(nombre)} no es un nombre sin carpetas")
    return nombre


def _sin_carpetas_o_nada(nombre: str) -> str:
    return _sin_carpetas(imprimible(nombre)) if nombre else ""


def _en_orden(totales: tuple[str, ...]) -> tuple[str, ...]:
    if totales != tuple(t for t in TOTALES if t in totales):
        raise ValueError(f"lleva sólo {', '.join(TOTALES)}, en ese orden")
    return totales


Archivo = Annotated[Texto, AfterValidator(_sin_carpetas)]
# Part of the key of each of its actas, whose form every entry of a fact asks (prep/domain/hechos/cotas.py).
DeClave = Annotated[Nombre, Patron("[A-Z0-9_]{1,20}", "un código de hasta 20 mayúsculas, cifras o _")]


class EntidadToml(Ajeno):
    """`[entidad]`."""

    QUE: ClassVar[str] = "De qué entidad y de qué año es la elección."

    id: Annotated[str, Patron("[0-9]{2}", "un id de dos dígitos")] = Field(description="clave de la entidad: `09`")
    nombre: Nombre = Field(description="como está en los archivos: `CIUDAD DE MEXICO`")
    siglas: Annotated[Nombre, Patron(r"[^\W_]+", "un texto de sólo letras y números")] = Field(
        description="con que empiezan los nombres de archivo: `CDMX`"
    )
    anio: Annotated[int, Entre(2000, 2099)] = Field(description="año de la elección")


class CandidaturasToml(Ajeno):
    """`candidaturas` of an election."""

    QUE: ClassVar[str] = "El archivo de quienes contienden."

    archivo: Archivo = Field(description="su nombre, sin carpetas")
    por_territorio: bool = Field(description="si hay unas por cada territorio")
    suplente: bool = Field(description="si cada una lleva suplente")


class ColumnaToml(Ajeno):
    """One of an election's vote columns."""

    QUE: ClassVar[str] = "Una columna de votos. Sin `solo` ni `menos` compite en todos los territorios (R-15)."

    codigo: Nombre = Field(description="su nombre publicado")
    clase: Opcion[ClaseColumna] = Field(description="para quién cuenta (R-20)")
    partidos: Distintos[Nombre] = Field(description="los suyos, en orden de registro; ninguno si es sin partido")
    solo: Distintos[Territorio3] = Field(default=(), description="los únicos territorios donde compite")
    menos: Distintos[Territorio3] = Field(default=(), description="los territorios donde no compite")

    def revisar(self) -> Hallados:
        if {"solo", "menos"} <= self.model_fields_set:
            yield (), f"{self.codigo} lleva solo o menos, no los dos"


class CodigoToml(Ajeno):
    """One of an election's printed codes."""

    QUE: ClassVar[str] = "Un código impreso de acta: en qué casillas se usa y qué totales lleva."

    codigo: DeClave = Field(description="como está impreso: `A02`")
    tipos: Distintos[Opcion[TipoCasilla]] = Field(description="los tipos de casilla que lo usan")
    totales: Annotated[Distintos[Nombre], AfterValidator(_en_orden)] = Field(
        description=f"de {', '.join(f'`{t}`' for t in TOTALES)}, los que lleva y en ese orden"
    )
    documento: Nombre = Field(default=PAPEL.documento, description="qué documento es")
    especial: bool = Field(default=PAPEL.especial, description="si es de casilla especial (R-19)")
    rp: bool = Field(default=PAPEL.rp, description="si sus votos cuentan sólo a los partidos (R-20)")
    urna: Opcion[Urna] = Field(default=Urna.PAPEL, description="con qué urna se usa")


class ConvenioToml(Ajeno):
    """How the votes of a candidatura común are shared."""

    QUE: ClassVar[str] = "Cómo se reparten los votos de una candidatura común, donde su columna compite (R-20)."

    columna: Nombre = Field(description="la columna que se reparte")
    reparto: dict[str, Natural] = Field(description=f"de cada partido, en centésimas de por ciento: suman {ENTERO}")
    resto: Nombre = Field(description="el partido que se queda con lo que sobra")


class ComunToml(Ajeno):
    """Parties that share a candidate and no column."""

    QUE: ClassVar[str] = (
        "Una candidatura común sin columna propia: cada partido lleva la suya y las suman a una misma candidatura. Sin "
        "`solo` ni `menos`, en todos los territorios."
    )

    partidos: Annotated[Distintos[Nombre], Field(min_length=2)] = Field(description="los que la postulan")
    solo: Distintos[Territorio3] = Field(default=(), description="los únicos territorios donde la hay")
    menos: Distintos[Territorio3] = Field(default=(), description="los territorios donde no la hay")

    def revisar(self) -> Hallados:
        if {"solo", "menos"} <= self.model_fields_set:
            yield (), "lleva solo o menos, no los dos"


class ColorToml(Ajeno):
    """`color` of an election."""

    QUE: ClassVar[str] = "El color con que se imprimen sus actas: el CAE lo ve en su teléfono, con palabra y muestra."

    nombre: Annotated[Nombre, Field(max_length=COLOR_MAX)] = Field(description="en palabras: `morado`")
    rgb: Annotated[str, Patron("#[0-9a-f]{6}", "un color como `#6b2c91`")] = Field(description="la muestra")


class EleccionToml(Ajeno):
    """`[[elecciones]]`."""

    QUE: ClassVar[str] = "Una elección y sus dos archivos."

    codigo: DeClave = Field(description="`GUB`, `DIP_LOC`, `ALC`")
    nombre: Nombre = Field(description="primera línea de su archivo publicado")
    titulos: Distintos[Texto] = Field(description="otras formas en que un archivo la escribe")
    ambito: Nombre = Field(description="su clase de territorio")
    centros: Annotated[str, Field(max_length=200)] = Field(
        default="", description="por qué clase de territorio se reparten sus actas; si falta, la de `centros`"
    )
    archivo: Annotated[str, AfterValidator(_sin_carpetas_o_nada)] = Field(
        default="", description="su archivo de resultados, sin carpetas; sin él, las actas salen de `casillas`"
    )
    candidaturas: CandidaturasToml = Field(description="quienes contienden")
    convenios: Lista[ConvenioToml] = Field(description="los de sus candidaturas comunes; puede no haber")
    comunes: Lista[ComunToml] = Field(default=(), description="sus candidaturas comunes sin columna propia")
    columnas: Annotated[Lista[ColumnaToml], Field(min_length=1)] = Field(description="en el orden en que se publican")
    codigos: Annotated[Lista[CodigoToml], Field(min_length=1)] = Field(description="los de sus actas")
    color: ColorToml | None = Field(default=None, description="el de sus actas impresas; si falta, no se dice ninguno")
    corto: Annotated[str, Patron("[A-Z]{2,6}|", "de dos a seis mayúsculas, como `JEF`")] = Field(
        default="", description="cómo se dice junto a la casilla, `123 C2 JEF`; si falta, las primeras tres de `codigo`"
    )

    def revisar(self) -> Hallados:
        yield from repetidos("columnas", "codigo", [c.codigo for c in self.columnas])
        yield from repetidos("codigos", "codigo", [c.codigo for c in self.codigos])
        partidos = {c.codigo: c.partidos for c in self.columnas}
        for n, convenio in enumerate(self.convenios):
            suyos = partidos.get(convenio.columna, ())
            reparto = convenio.reparto
            if reparto.keys() != set(suyos) or sum(reparto.values()) != ENTERO or convenio.resto not in suyos:
                yield ("convenios", n), f"el reparto de {convenio.columna} es de sus partidos y suma {ENTERO}"
        solos = {c.codigo for c in self.columnas if c.clase is ClaseColumna.PARTIDO}
        unidos = {p for c in self.columnas if c.clase is ClaseColumna.COMBINACION for p in c.partidos}
        for n, comun in enumerate(self.comunes):
            for partido in comun.partidos:
                if partido not in solos:
                    yield ("comunes", n, "partidos"), f"{mostrar(partido)} no es columna de un partido"
                elif partido in unidos:
                    yield (
                        ("comunes", n, "partidos"),
                        f"{mostrar(partido)} va en una combinación: ya comparte candidatura",
                    )


class ConvencionToml(Ajeno):
    """One of `[[convenciones]]`."""

    QUE: ClassVar[str] = "Cómo se captura algo escrito donde va un número (R-12, R-13)."

    escrito: Texto = Field(description="lo que está en el acta: `guion (-)`")
    captura: Texto = Field(description="qué hacer, como se le dice a quien captura: `Capture 0.`")
    teclas: Annotated[str, Patron(r"[^\s\w*+]{0,4}|[E-HJ-RT-Z]", "hasta cuatro signos, o una letra")] = Field(
        default="", description="las de quien copia lo escrito en vez de leerlo; no escriben nada y dicen `captura`"
    )


class RazonToml(Ajeno):
    """One of `[[razones]]`."""

    QUE: ClassVar[str] = "Por qué puede faltar algo cuando se cierra un CATD."

    razon: Texto = Field(description="como se dice a quien firma y en el acta del cierre: `El paquete no se entregó`")
    faltas: Annotated[Distintos[Opcion[Falta]], Field(min_length=1)] = Field(
        description="lo que explica: que falte el sobre, su imagen, su captura o su verificación"
    )
    se_escribe: bool = Field(default=False, description="`true` si quien firma debe escribir además cuál")


class PerfilToml(Ajeno):
    """The whole profile."""

    QUE: ClassVar[str] = "Lo que tienen los archivos de una entidad, quién contiende dónde y qué lleva cada acta."

    entidad: EntidadToml = Field(description="de quién es")
    ajustes: AjustesToml = Field(description="lo que la norma deja abierto")
    encabezados: dict[str, Distintos[Texto]] = Field(
        description="de cada columna publicada, las otras formas en que los archivos la escriben"
    )
    partidos: dict[str, Nombre] = Field(description="de cada código, su nombre completo; en orden de registro")
    ambitos: Annotated[Lista[AmbitoToml], Field(min_length=1)] = Field(description="las clases de territorio")
    centros: CentrosToml = Field(description="dónde se trabaja")
    elecciones: Annotated[Lista[EleccionToml], Field(min_length=1)] = Field(description="las de esa noche")
    convenciones: Lista[ConvencionToml] = Field(
        default=(),
        description="cómo se lee lo escrito a mano, en ese orden; si faltan, las del manual de captura",
    )
    razones: Lista[RazonToml] = Field(
        default=(),
        description="por qué puede faltar algo al cerrar un CATD, en ese orden; si faltan, las de siempre",
    )
    curvas: Annotated[Lista[CurvaToml], Field(max_length=10)] = Field(
        default=(), description="cómo llegaron las actas de otras noches; si faltan, las de INE 2018 y Puebla 2024"
    )
    casillas: Annotated[str, AfterValidator(_sin_carpetas_o_nada)] = Field(
        default="",
        description="archivo con una casilla por renglón, del que sale el catálogo antes de que haya resultados",
    )
    repetidas: Opcion[Repetidas] = Field(
        default=Repetidas.ERROR,
        description="qué es una contigua que repite número: un error, u otra a la que se da el que sigue",
    )

    def revisar(self) -> Hallados:
        yield from repetidos("ambitos", "nombre", [a.nombre for a in self.ambitos])
        yield from repetidos("elecciones", "codigo", [e.codigo for e in self.elecciones])
        yield from repetidos("convenciones", "escrito", [c.escrito for c in self.convenciones])
        yield from repetidos("razones", "razon", [r.razon for r in self.razones])
        yield from repetidos("curvas", "nombre", [c.nombre for c in self.curvas])
        for falta in Falta if self.razones else ():
            if all(falta not in r.faltas for r in self.razones):
                yield ("razones",), f"ninguna explica que falte: {falta}"
        yield from self._de_encabezados()
        if ajeno := self.ajustes.desfase_de(self.entidad.anio):
            yield ("ajustes", "desfase_publicado"), ajeno
        ambitos = {a.nombre: a for a in self.ambitos}
        dichos: list[tuple[Camino, str]] = [(("centros", "ambito"), self.centros.ambito)]
        dichos += [(("centros", "catd", n, "ambito"), c.ambito) for n, c in enumerate(self.centros.catd) if c.ambito]
        dichos += [(("elecciones", n, "centros"), e.centros) for n, e in enumerate(self.elecciones) if e.centros]
        dichos += [(("elecciones", n, "ambito"), e.ambito) for n, e in enumerate(self.elecciones)]
        for donde, dicho in dichos:
            if dicho not in ambitos:
                yield donde, f"{mostrar(dicho)} no es un ámbito del perfil; los que hay: {', '.join(ambitos)}"
        for nombre in dict.fromkeys(e.centros or self.centros.ambito for e in self.elecciones):
            if nombre in ambitos:
                yield from self._de_centros(ambitos[nombre])
        for n, eleccion in enumerate(self.elecciones):
            donde = ("elecciones", n)
            if not eleccion.archivo and not self.casillas:
                yield (*donde, "archivo"), "falta: sin `casillas`, las actas salen de un archivo de resultados"
            if eleccion.ambito in ambitos:
                yield from self._de_columnas((*donde, "columnas"), eleccion, set(ambitos[eleccion.ambito].ids))

    def _de_encabezados(self) -> Hallados:
        de: dict[str, str] = {}
        for publicado, escritos in self.encabezados.items():
            for escrito in escritos:
                if de.setdefault(escrito, publicado) != publicado:
                    yield ("encabezados", publicado), f"{escrito} está en dos columnas"

    def _de_centros(self, ambito: AmbitoToml) -> Hallados:
        suyos = [catd for catd in self.centros.catd if self.centros.ambito_de(catd) == ambito.nombre]
        atendidos = {t for catd in suyos for t in catd.territorios}
        debidos = set(ambito.ids) - {ambito.extranjero}
        for dicho, cuales in (("falta", debidos - atendidos), ("sobra", atendidos - debidos)):
            if cuales:
                todos = f"los CATD no cubren justo los territorios de {ambito.nombre}"
                yield ("centros", "catd"), f"{todos}: {dicho} {', '.join(sorted(cuales))}"

    def _de_columnas(self, donde: Camino, eleccion: EleccionToml, territorios: set[str]) -> Hallados:
        for m, comun in enumerate(eleccion.comunes):
            for cual in {*comun.solo, *comun.menos} - territorios:
                yield (*donde[:-1], "comunes", m), f"nombra un territorio que no existe: {cual}"
        for n, columna in enumerate(eleccion.columnas):
            for clave, cuales, existen in (
                ("partidos", columna.partidos, self.partidos.keys()),
                ("solo", columna.solo, territorios),
                ("menos", columna.menos, territorios),
            ):
                for cual in cuales:
                    if cual not in existen:
                        que = "un partido" if clave == "partidos" else "un territorio"
                        yield (*donde, n, clave), f"{columna.codigo} nombra {que} que no existe: {cual}"
