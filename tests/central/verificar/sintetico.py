"""Invented PREP results files in any entity's spelling, with their 13 figures worked out apart from the verifier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import sha256
from math import floor

VOTOS = ("PAN", "PRI", "MC", "MORENA", "C_PAN_PRI", "NO_REGISTRADAS", "NULOS")
_ANTES = (
    "CLAVE_CASILLA,CLAVE_ACTA,ID_ENTIDAD,ENTIDAD,ID_DISTRITO_LOCAL,SECCION,ID_CASILLA,TIPO_CASILLA,"
    "EXT_CONTIGUA,UBICACION_CASILLA,TIPO_ACTA,TOTAL_BOLETAS_SOBRANTES,TOTAL_PERSONAS_VOTARON,"
    "TOTAL_REP_PARTIDO_CI_VOTARON,TOTAL_VOTOS_SACADOS"
)
ANTES = _ANTES.split(",")
_DESPUES = (
    "TOTAL_VOTOS_ASENTADO,TOTAL_VOTOS_CALCULADO,LISTA_NOMINAL,REPRESENTANTES_PP_CI,OBSERVACIONES,"
    "CONTABILIZADA,MECANISMOS_TRASLADO,CODIGO_INTEGRIDAD,FECHA_HORA_ACOPIO,FECHA_HORA_CAPTURA,"
    "FECHA_HORA_VERIFICACION,ORIGEN,DIGITALIZACION,TIPO_DOCUMENTO"
)
DESPUES = _DESPUES.split(",")
_RESUMEN = (
    "ACTAS_ESPERADAS,ACTAS_REGISTRADAS,ACTAS_FUERA_CATALOGO,ACTAS_CAPTURADAS,PORCENTAJE_ACTAS_CAPTURADAS,"
    "ACTAS_CONTABILIZADAS,PORCENTAJE_ACTAS_CONTABILIZADAS,PORCENTAJE_ACTAS_INCONSISTENCIAS,"
    "ACTAS_NO_CONTABILIZADAS,LISTA_NOMINAL_ACTAS_CONTABILIZADAS,TOTAL_VOTOS_C_CS,TOTAL_VOTOS_S_CS,"
    "PORCENTAJE_PARTICIPACION_CIUDADANA"
)
RESUMEN = _RESUMEN.split(",")
HORAS = ("02/06/2024 21:00:00", "02/06/2024 21:07:30", "02/06/2024 21:12:00")
INCONSISTENTES = ("EXCEDE", "ALGÚN", "TODOS")


@dataclass(frozen=True)
class Acta:
    """One acta; `votos` are cells as published. `contabilizada` is "1", "0", "2" or "-"."""

    seccion: int = 1
    tipo: str = "B"
    numero: int = 1
    votos: tuple[str, ...] = ("10", "20", "30", "40", "5", "1", "4")
    ln: int = 700
    leyenda: str = ""
    contabilizada: str = "1"
    cambios: Mapping[str, str] = field(default_factory=dict)

    @property
    def suma(self) -> int:
        return sum(int(v) for v in self.votos if v.isdigit())

    def celdas(self) -> dict[str, str]:
        """Every column of the acta, by name."""
        clave = f"09{self.seccion:04d}{self.tipo}{self.numero:02d}00"
        lleva_imagen = self.contabilizada in ("0", "1", "2") and not self.leyenda.startswith("SIN ACTA")
        no = "-" if self.contabilizada == "-" else "N/A"
        horas = HORAS if lleva_imagen else (no, no, no)
        total = {"-": "-"}.get(self.contabilizada, str(self.suma))
        celdas = dict.fromkeys((*ANTES, *DESPUES), "-")
        celdas.update(zip(VOTOS, self.votos, strict=True))
        celdas.update(
            CLAVE_CASILLA=clave,
            CLAVE_ACTA=clave + "A02",
            ID_ENTIDAD="09",
            ENTIDAD="CIUDAD DE MEXICO",
            ID_DISTRITO_LOCAL="001",
            SECCION=f"{self.seccion:04d}",
            ID_CASILLA=f"{self.numero:02d}",
            TIPO_CASILLA=self.tipo,
            EXT_CONTIGUA="00",
            UBICACION_CASILLA="3" if self.contabilizada == "2" else "1",
            TIPO_ACTA="A02",
            TOTAL_VOTOS_ASENTADO=total,
            TOTAL_VOTOS_CALCULADO="SIN ACTA" if self.leyenda.startswith("SIN ACTA") else total,
            LISTA_NOMINAL=str(0 if self.tipo == "S" else self.ln),
            REPRESENTANTES_PP_CI="16",
            OBSERVACIONES=self.leyenda,
            CONTABILIZADA=self.contabilizada,
            CODIGO_INTEGRIDAD=sha256(clave.encode()).hexdigest() if lleva_imagen else no,
            FECHA_HORA_ACOPIO=horas[0],
            FECHA_HORA_CAPTURA=horas[1],
            FECHA_HORA_VERIFICACION=horas[2],
            TIPO_DOCUMENTO="ACTA PREP" if lleva_imagen else no,
        )
        celdas.update(self.cambios)
        return celdas

    def con(self, **cambios: str) -> "Acta":
        """This acta with some cells as given."""
        return replace(self, cambios={**self.cambios, **cambios})


def sin_acta(seccion: int) -> Acta:
    leyenda = "SIN ACTA POR PAQUETE NO ENTREGADO"
    return Acta(seccion, votos=("SIN ACTA",) * len(VOTOS), leyenda=leyenda, contabilizada="0")


def pendiente(seccion: int, leyenda: str = "-") -> Acta:
    return Acta(seccion, votos=("-",) * len(VOTOS), leyenda=leyenda, contabilizada="-")


def fuera(seccion: int) -> Acta:
    return Acta(seccion, votos=("",) * len(VOTOS), leyenda="FUERA DE CATÁLOGO", contabilizada="2")


def truncado(parte: int, total: int) -> str:
    """The percentage by fractions, not by the code under test."""
    valor = floor(Fraction(parte * 100, total) * 10_000) if total else 0
    entero, decimales = divmod(valor, 10_000)
    return f"{entero}.{decimales:04d}"


def resumen(actas: Sequence[Acta], con_especiales: bool = True, esperadas: int | None = None) -> dict[str, str]:
    """The 13 figures that the norm gives for `actas`."""
    dentro = [a for a in actas if a.contabilizada != "2"]
    capturadas = [a for a in dentro if a.contabilizada != "-"]
    contadas = [a for a in capturadas if a.contabilizada == "1"]
    inconsistentes = [a for a in capturadas if a.leyenda.upper().startswith(INCONSISTENTES)]
    todas = len(dentro) if esperadas is None else esperadas
    ln = sum(a.ln for a in contadas if a.tipo != "S")
    con = sum(a.suma for a in contadas)
    sin = sum(a.suma for a in contadas if a.tipo != "S")
    valores = (
        todas,
        len(capturadas) + len(actas) - len(dentro),
        len(actas) - len(dentro),
        len(capturadas),
        truncado(len(capturadas), todas),
        len(contadas),
        truncado(len(contadas), todas),
        truncado(len(inconsistentes), todas),
        len(capturadas) - len(contadas),
        ln,
        con,
        sin,
        truncado(con if con_especiales else sin, ln),
    )
    return dict(zip(RESUMEN, map(str, valores), strict=True))


@dataclass(frozen=True)
class Estilo:
    """How an entity writes its files."""

    separador: str = ","
    bom: bool = False
    comillas: bool = False
    apostrofo: bool = False
    linea_sep: bool = False
    blancos: bool = False
    decimales: bool = False
    signo: bool = False
    acentos: bool = True
    variantes: bool = False
    codificacion: str = "utf-8"
    salto: str = "\n"


NORMA = Estilo()
VARIANTES = {
    "PORCENTAJE_ACTAS_INCONSISTENCIAS": "PORCENTAJE_ACTAS_CON_INCONSISTENCIAS",
    "LISTA_NOMINAL_ACTAS_CONTABILIZADAS": "LISTA_NOMINAL_ACTAS_CONTABILZADAS",
    "TOTAL_VOTOS_S_CS": "TOTAL_VOTOS_S_CS ",
    "NO_REGISTRADAS": "NO_REGISTRADOS",
    "TOTAL_VOTOS_CALCULADO": "TOTAL_VOTOS_CALCULADOS",
    "CONTABILIZADA": "CONTABILIZADAS",
    "TOTAL_PERSONAS_VOTARON": "PERSONAS_VOTARON",
    "REPRESENTANTES_PP_CI": "REPRESENTANTES",
}
CON_APOSTROFO = ("CLAVE_CASILLA", "CLAVE_ACTA", "ID_ENTIDAD", "ID_DISTRITO_LOCAL", "SECCION", "ID_CASILLA")
NUMERICAS = {*VOTOS, "TOTAL_VOTOS_CALCULADO", "LISTA_NOMINAL"}


def escribir(
    actas: Sequence[Acta],
    declarado: Mapping[str, str] | None = None,
    estilo: Estilo = NORMA,
    eleccion: str = "JEFATURA",
) -> bytes:
    """The results file of `actas` in that spelling; the header is `resumen(actas)` unless given."""
    cifras = dict(resumen(actas) if declarado is None else declarado)
    columnas = [*ANTES, *VOTOS, *DESPUES]
    lineas: list[list[str]] = [
        [eleccion],
        ["03/06/2024 20:00 (UTC-6)"],
        [],
        [_nombre(n, estilo) for n in cifras],
        [_cifra(n, v, estilo) for n, v in cifras.items()],
        [],
        [_nombre(n, estilo) for n in columnas],
    ]
    for acta in actas:
        celdas = acta.celdas()
        lineas.append([_celda(n, celdas[n], estilo) for n in columnas])
        if estilo.blancos:
            lineas.append([""] * len(columnas))
    texto = estilo.salto.join(_linea(linea, estilo) for linea in lineas) + estilo.salto
    if estilo.linea_sep:
        texto = f"sep={estilo.separador}{estilo.salto}{texto}"
    crudo = texto.encode(estilo.codificacion)
    return b"\xef\xbb\xbf" + crudo if estilo.bom and estilo.codificacion == "utf-8" else crudo


def _nombre(nombre: str, estilo: Estilo) -> str:
    return VARIANTES.get(nombre, nombre) if estilo.variantes else nombre


def _cifra(nombre: str, valor: str, estilo: Estilo) -> str:
    if nombre.startswith("PORCENTAJE"):
        return valor + "%" if estilo.signo else valor
    return valor + ".0" if estilo.decimales else valor


def _celda(nombre: str, valor: str, estilo: Estilo) -> str:
    if estilo.decimales and nombre in NUMERICAS and valor.isdigit():
        valor += ".0"
    if not estilo.acentos:
        valor = valor.replace("Ú", "U").replace("Á", "A").replace("Ó", "O")
    return "'" + valor if estilo.apostrofo and nombre in CON_APOSTROFO and valor else valor


def _linea(celdas: Sequence[str], estilo: Estilo) -> str:
    return estilo.separador.join(f'"{c}"' if estilo.comillas else c for c in celdas)
