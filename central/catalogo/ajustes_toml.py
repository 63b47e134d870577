"""The grammar of `[ajustes]` in an entity's profile: every setting of a proceso, with the default of `Ajustes`."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from prep.ajeno.modelo import Ajeno, Entre, Opcion, Patron, Texto
from prep.ajeno.reparos import mostrar
from prep.domain.catalogo.ajustes import (
    Ajustes,
    ArchivoCandidaturas,
    Especiales,
    Identificacion,
    Leyendas,
    Orden,
    Residuo,
    Validacion,
)
from prep.domain.hechos.horas import texto_de

SIN_LIMITE = "sin límite"
DEFECTO = Ajustes()


def _zona(nombre: str) -> str:
    try:
        ZoneInfo(nombre)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no existe la zona horaria {mostrar(nombre)}") from error
    return nombre


def _apertura(escrita: str) -> str:
    try:
        hora = datetime.fromisoformat(escrita)
    except ValueError as error:
        raise ValueError(f"{mostrar(escrita)} no es una hora con su día") from error
    if hora.utcoffset() is None or hora.second or hora.microsecond:
        raise ValueError(f"{mostrar(escrita)} no es como 2024-06-02T18:00-06:00, con su desfase y sin segundos")
    return texto_de(hora)


def _sin_limite(dato: Any) -> Any:
    return None if dato == SIN_LIMITE else dato


LIMITE_MAX = 9_999  # representatives or ballots of one casilla
Limite = Annotated[
    Annotated[int, Entre(0, LIMITE_MAX)] | None,
    BeforeValidator(_sin_limite),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0, "maximum": LIMITE_MAX}, {"const": SIN_LIMITE}]}),
]


class AjustesToml(Ajeno):
    """`[ajustes]`, one by one as in `Ajustes`."""

    QUE: ClassVar[str] = "Lo que la norma deja abierto. Lo que no se escribe lleva lo que dice «si falta»."

    real: bool = Field(default=DEFECTO.real, description="`true` sólo en la noche de verdad, no en un simulacro")
    validacion: Opcion[Validacion] = Field(
        default=DEFECTO.validacion, description="si en la mesa se ven sólo las diferencias o todas las actas (R-04)"
    )
    orden: Opcion[Orden] = Field(
        default=DEFECTO.orden, description="qué va primero en el CATD: la imagen o el papel (R-03)"
    )
    preferir_papel: bool = Field(
        default=DEFECTO.preferir_papel,
        description="si vale el papel y no la imagen de teléfono, mientras nada se publique (R-06)",
    )
    especiales: Opcion[Especiales] = Field(
        default=DEFECTO.especiales, description="cuándo entran las casillas especiales a la participación (R-18)"
    )
    leyendas: Opcion[Leyendas] = Field(
        default=DEFECTO.leyendas, description="si OBSERVACIONES dice una leyenda, o todas las que caben (R-16)"
    )
    residuo: Opcion[Residuo] = Field(
        default=DEFECTO.residuo,
        description="a quién va lo que sobra al partir una combinación: todo a un partido, o uno a cada uno (R-20)",
    )
    representantes_max: Limite = Field(
        default=DEFECTO.representantes_max,
        description="cuántos votos caben en una casilla por encima de su lista nominal (R-16)",
    )
    boletas_max: Limite = Field(
        default=DEFECTO.boletas_max, description="cuántas boletas recibe a lo más una casilla especial (R-16)"
    )
    separador: Annotated[str, Patron("[,;|\t]", "coma, punto y coma, barra ni tabulador")] = Field(
        default=DEFECTO.separador, description="lo que separa las columnas en los archivos que se publican"
    )
    zona: Annotated[Texto, AfterValidator(_zona)] = Field(
        default=DEFECTO.zona, description="zona horaria, por su nombre IANA"
    )
    desfase_publicado: Annotated[Texto, Patron("UTC[-+−][0-9]{1,2}(:[0-9]{2})?", "como `UTC-6`")] = Field(
        default=DEFECTO.desfase_publicado, description="esa zona como se publica"
    )
    desfase_en_horas: bool = Field(
        default=DEFECTO.desfase_en_horas, description="si cada hora publicada termina con ese desfase"
    )
    candidaturas: Opcion[ArchivoCandidaturas] = Field(
        default=DEFECTO.candidaturas,
        description="archivo de candidaturas: con PARTIDO_CSP y claves a dos dígitos, o con PARTIDO_CI y a tres",
    )
    apertura: Annotated[Texto, AfterValidator(_apertura)] = Field(
        default=DEFECTO.apertura,
        description="desde cuándo cuenta el periodo, como `2024-06-02T18:00-06:00`; si falta, desde la fase «abrir». "
        "Esa noche la cambian dos personas (R-10)",
    )
    capturas_max: Annotated[int, Entre(2, 9)] = Field(
        default=DEFECTO.capturas_max, description="tras cuántas capturas sin acuerdo va a la mesa un acta (R-04)"
    )
    espera_sin_personal_s: Annotated[int, Entre(0, 86_400)] = Field(
        default=DEFECTO.espera_sin_personal_s, description="segundos que un acta espera a una segunda persona (R-04)"
    )
    vigencia_trabajo_s: Annotated[int, Entre(15, 3_600)] = Field(
        default=DEFECTO.vigencia_trabajo_s, description="segundos que alguien conserva un acta sin dar señal"
    )
    plazo_conforme_s: Annotated[int, Entre(60, 86_400)] = Field(
        default=DEFECTO.plazo_conforme_s,
        description="segundos que una propuesta espera a que otra persona la acepte (P-10)",
    )
    sorteo: Annotated[int, Entre(1, 500)] = Field(
        default=DEFECTO.sorteo, description="entre cuántas capturas, de las que más esperan, se sortea la siguiente"
    )
    vigencia_sesion_h: Annotated[int, Entre(1, 24)] = Field(
        default=DEFECTO.vigencia_sesion_h,
        description="horas tras las que una estación vuelve a probar, sin preguntar nada, quién trabaja en ella",
    )
    minutos_entre_cortes: Annotated[int, Entre(1, 20)] = Field(
        default=DEFECTO.minutos_entre_cortes, description="minutos entre un corte y otro: al menos tres por hora (R-25)"
    )
    umbral_de_ventaja: Annotated[int, Entre(0, 100)] = Field(
        default=DEFECTO.umbral_de_ventaja,
        description="por ciento de actas contabilizadas por debajo del cual el sitio no dice que alguien va adelante",
    )
    miradas_por_mil: Annotated[int, Entre(0, 100)] = Field(
        default=DEFECTO.miradas_por_mil,
        description="de cada mil actas publicadas, cuántas se ofrecen a la segunda mirada; 0: ninguna",
    )
    miradas_seccion: Annotated[int, Entre(1, 100_000)] = Field(
        default=DEFECTO.miradas_seccion,
        description="votos de las otras casillas de la sección que pesan a lo más en la segunda mirada",
    )
    miradas_distrito: Annotated[int, Entre(1, 10_000)] = Field(
        default=DEFECTO.miradas_distrito, description="votos que pesa el distrito junto a los de la sección"
    )
    miradas_error_por_mil: Annotated[int, Entre(1, 500)] = Field(
        default=DEFECTO.miradas_error_por_mil,
        description="en cuántas actas de cada mil se espera un error en el que coincidieron las dos capturas",
    )
    identificacion_catd: Opcion[Identificacion] = Field(
        default=DEFECTO.identificacion_catd, description="cómo se sabe de qué acta es una imagen del CATD (R-11)"
    )
    identificacion_casilla: Opcion[Identificacion] = Field(
        default=DEFECTO.identificacion_casilla, description="cómo se sabe de qué acta es una imagen de teléfono (R-11)"
    )

    def desfases(self, anio: int) -> frozenset[str]:
        """The offsets that its zone has that year, as they are published: two where clocks change."""
        dias = (datetime(anio, mes, 1, tzinfo=UTC).astimezone(ZoneInfo(self.zona)) for mes in range(1, 13))
        return frozenset(_publicado(dia.utcoffset() or timedelta()) for dia in dias)

    def desfase_de(self, anio: int) -> str:
        """What is wrong with the published offset that year, "" when it is its zone's."""
        suyos = self.desfases(anio)
        dicho = self.desfase_publicado.replace("−", "-").removesuffix(":00").replace("UTC-0", "UTC-")
        return "" if dicho in suyos else f"{mostrar(dicho)} no es el de {self.zona}: {' o '.join(sorted(suyos))}"


def _publicado(desfase: timedelta) -> str:
    minutos = int(desfase.total_seconds()) // 60
    horas, resto = divmod(abs(minutos), 60)
    return f"UTC{'-' if minutos < 0 else '+'}{horas}" + (f":{resto:02}" if resto else "")
