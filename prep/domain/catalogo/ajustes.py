"""The settings of a proceso: what the norm leaves open, each with its default and the rule that speaks of it."""

from dataclasses import dataclass
from enum import StrEnum

from prep.domain.hechos.hechos import Fuente


class Validacion(StrEnum):
    """Whether a validator looks only at differences or at every acta (R-04)."""

    DIFERENCIAS = "diferencias"
    TODAS = "todas"


class Orden(StrEnum):
    """What comes first at a CATD: the image or the paper's figures (R-03)."""

    IMAGEN = "imagen"
    PAPEL = "papel"


class Especiales(StrEnum):
    """When special casillas enter participation (R-18)."""

    SIEMPRE = "siempre"
    ULTIMO_CORTE = "ultimo_corte"


class Leyendas(StrEnum):
    """Whether OBSERVACIONES says one legend or all those that fit (R-16)."""

    UNA = "una"
    COMBINADAS = "combinadas"


class Residuo(StrEnum):
    """Who gets what is left of splitting a combination evenly: one party, or one vote each (R-20)."""

    AL_MAYOR = "al_mayor"
    UNO_POR_PARTIDO = "uno_por_partido"


class ArchivoCandidaturas(StrEnum):
    """Whose file of candidacies is published: how it calls the party's column and writes a territory's id."""

    IECM = "iecm"  # two digits
    INE = "ine"  # three digits, as in the results

    @property
    def columna(self) -> str:
        """The column that says of which party each candidacy is."""
        return "PARTIDO_CSP" if self is ArchivoCandidaturas.IECM else "PARTIDO_CI"


class Identificacion(StrEnum):
    """How it is known which acta an image is of (R-11): its label, its printed code, or the reading of two people."""

    ETIQUETA = "etiqueta"
    PREIMPRESO = "preimpreso"
    MANUAL = "manual"  # read from the acta by each capturist, like a figure


@dataclass(frozen=True, slots=True)
class Ajustes:
    """All settings of one proceso; times in seconds, limits in ballots or persons, `None` = no limit (R-16)."""

    real: bool = False
    validacion: Validacion = Validacion.DIFERENCIAS
    orden: Orden = Orden.IMAGEN
    preferir_papel: bool = False
    especiales: Especiales = Especiales.ULTIMO_CORTE
    leyendas: Leyendas = Leyendas.UNA
    residuo: Residuo = Residuo.AL_MAYOR
    representantes_max: int | None = 16
    boletas_max: int | None = 1000
    separador: str = ","
    zona: str = "America/Mexico_City"
    desfase_publicado: str = "UTC-6"
    desfase_en_horas: bool = False  # each published time ends with it, as IECM's dictionary says and its prototype not
    candidaturas: ArchivoCandidaturas = ArchivoCandidaturas.IECM
    apertura: str = ""  # from when the period counts, in UTC, until two people set another hour; "": `abrir`
    capturas_max: int = 4
    espera_sin_personal_s: int = 300
    vigencia_trabajo_s: int = 120
    plazo_conforme_s: int = 900  # how long a Propuesta waits for somebody else (P-10)
    sorteo: int = 20
    vigencia_sesion_h: int = 1
    minutos_entre_cortes: int = 20
    umbral_de_ventaja: int = 20  # per cent of the actas counted, under which nobody is said to lead
    miradas_por_mil: int = 10  # of the published actas, how many are offered for a second look; 0: none
    miradas_seccion: int = 2000  # votes of a section's other casillas that count at most: they too differ
    miradas_distrito: int = 60  # votes that the district weighs beside them: so few that one casilla outweighs it
    miradas_error_por_mil: int = 5  # actas where an agreed error is expected: it moves the odds, hardly the order
    identificacion_catd: Identificacion = Identificacion.ETIQUETA
    identificacion_casilla: Identificacion = Identificacion.MANUAL

    def identificacion(self, fuente: Fuente) -> Identificacion:
        """How an image of `fuente` is identified (R-11)."""
        return self.identificacion_casilla if fuente is Fuente.CASILLA else self.identificacion_catd
