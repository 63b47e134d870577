"""The published row of one acta: the columns of Anexo 18.5 in order, and what the sums need of it (R-22, R-27)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from zoneinfo import ZoneInfo

from prep.domain.catalogo.catalogo import SIN_SECCION, TOTALES, Acta, Catalogo, Eleccion, Forma, TipoCasilla
from prep.domain.hechos.campos import Valor, leer_valor
from prep.domain.hechos.hechos import Fuente
from prep.domain.publicacion.columnas import (
    CALCULADO,
    CODIGO_FUERA,
    CONTABILIZADA,
    EN_CAMINO,
    EN_REVISION,
    LUGAR_OBSERVACIONES,
    NADA,
    NO_APLICA,
    NOTAS,
    SIN_ACTA,
    SIN_FINALES,
    SIN_ORIGEN,
    UBICACION_FUERA,
    UNION,
    capturados,
    encabezados,
)
from prep.domain.reglas.inconsistencias import EXCEDE, Clasificacion, clasificar, de_sin_acta, representantes
from prep.domain.vida.estado import EstadoActa, EstadoFuente, Etapa


@dataclass(frozen=True, slots=True)
class Fila:
    """A row as published, and as the sums take it.

    `contabilizada` is None while the acta is not registered; `votos` (in the order of `columnas`) is empty then and
    for a SIN ACTA; `observacion` is the legend of R-16 alone; `rp`: its votes count for parties only (R-20).
    """

    acta: Acta
    contabilizada: int | None
    total: int
    observacion: str
    columnas: tuple[str, ...]
    votos: tuple[Valor, ...]
    rp: bool
    textos: tuple[str, ...]

    @property
    def registrada(self) -> bool:
        return self.contabilizada is not None


class Filas:
    """Makes the rows of one catalogue; what depends only on election, territory and code is worked out once."""

    def __init__(self, catalogo: Catalogo) -> None:
        self._catalogo = catalogo
        self._ajustes = catalogo.ajustes
        self._zona = ZoneInfo(catalogo.ajustes.zona)
        self._elecciones = {e.codigo: e for e in catalogo.elecciones}
        self._nombres = {(t.eleccion, t.id): t.nombre for t in catalogo.territorios}
        self._desfase = f" ({self._ajustes.desfase_publicado})" if self._ajustes.desfase_en_horas else ""
        self._moldes: dict[tuple[str, bool], _Molde] = {}
        self._valores = _Valores()

    def fila(self, acta: Acta, estado: EstadoActa | None, en_revision: bool = False) -> Fila:
        """The row of `acta`; without figures while it is not registered, and when it is `en_revision` (R-26).

        There is no SIN ACTA of an acta that nobody expected: fuera de catálogo, it is as not registered.
        """
        molde = self._molde(acta)
        sin_acta = estado is not None and estado.etapa is Etapa.SIN_ACTA
        if en_revision or estado is None or not estado.registrada or (sin_acta and not acta.catalogada):
            nota = EN_REVISION if en_revision else NADA
            textos = (*self._identidad(acta), *molde.vacio, NADA, *self._limites(acta), nota, *SIN_FINALES)
            return Fila(acta, None, 0, "", molde.forma.votos, (), molde.rp, textos)
        if sin_acta:
            return self._sin_acta(acta, molde, estado.vigente)
        return self._verificada(acta, molde, estado.vigente)

    def leer(self, acta: Acta, textos: tuple[str, ...]) -> Fila:
        """The row of `acta` from its published texts: for a cut that shows again what it showed before.

        Raises ValueError when they are not a row of that acta's election.
        """
        molde = self._molde(acta)
        if len(textos) != len(molde.lugar):
            raise ValueError(f"{acta.clave}: el renglón tiene {len(textos)} columnas y debe tener {len(molde.lugar)}")
        contabilizada = textos[molde.lugar[CONTABILIZADA]]
        if contabilizada == NADA:
            return Fila(acta, None, 0, "", molde.forma.votos, (), molde.rp, textos)
        observacion = textos[LUGAR_OBSERVACIONES].split(UNION)[0]
        total = textos[molde.lugar[CALCULADO]]
        leidos = molde.votos(textos) if total != SIN_ACTA else ()
        return Fila(
            acta,
            int(contabilizada),
            int(total) if total != SIN_ACTA else 0,
            "" if observacion in NOTAS else observacion,
            molde.forma.votos,
            tuple(map(self._valores.__getitem__, leidos)),
            molde.rp,
            textos,
        )

    def _verificada(self, acta: Acta, molde: "_Molde", vigente: EstadoFuente) -> Fila:
        valores = vigente.valores
        caso = clasificar(acta, molde.forma, valores, self._ajustes)
        textos = (
            *self._identidad(acta),
            *molde.elegir((*map(str, valores), NADA, NO_APLICA)),
            str(caso.total),
            *self._limites(acta),
            _leyenda(caso, vigente),
            str(caso.contabilizada),
            vigente.mecanismo if vigente.fuente is Fuente.CATD else acta.traslado or "",
            vigente.imagen or NADA,
            self._momento(vigente.acopio),
            self._momento(vigente.captura),
            self._momento(vigente.verificacion),
            vigente.fuente.value,
            vigente.medio or NADA,
            vigente.documento,
        )
        votos = valores[molde.forma.rango_votos]
        return Fila(acta, caso.contabilizada, caso.total, caso.observacion, molde.forma.votos, votos, molde.rp, textos)

    def _sin_acta(self, acta: Acta, molde: "_Molde", vigente: EstadoFuente) -> Fila:
        if vigente.sin_acta is None:
            raise ValueError(f"{acta.clave}: está declarada SIN ACTA y no dice la causa")
        caso = de_sin_acta(vigente.sin_acta)
        textos = (
            *self._identidad(acta),
            *molde.sin_acta,
            SIN_ACTA,
            *self._limites(acta),
            caso.observacion,
            str(caso.contabilizada),
            vigente.mecanismo or NO_APLICA,
            *SIN_ORIGEN,
        )
        return Fila(acta, caso.contabilizada, 0, caso.observacion, molde.forma.votos, (), molde.rp, textos)

    def _identidad(self, acta: Acta) -> tuple[str, ...]:
        entidad = self._catalogo.entidad
        suelta = acta.tipo in SIN_SECCION
        codigo = acta.codigo if acta.catalogada else CODIGO_FUERA
        return (
            acta.clave_casilla,
            acta.clave_casilla + codigo,
            entidad.id,
            entidad.nombre,
            *self._territorio(acta),
            NO_APLICA if suelta else acta.seccion,
            NO_APLICA if suelta else acta.numero,
            acta.tipo.value,
            acta.extension,
            acta.ubicacion.removeprefix("0") if acta.catalogada else UBICACION_FUERA,
            codigo,
        )

    def _territorio(self, acta: Acta) -> tuple[str, ...]:
        """The votes from abroad are tied to no district; early vote and detention keep theirs when it is known."""
        columnas = len(self._elecciones[acta.eleccion].columnas_territorio)
        if acta.tipo is TipoCasilla.M:
            return (NO_APLICA,) * columnas
        return (acta.territorio, self._nombres.get((acta.eleccion, acta.territorio), ""))[:columnas]

    def _limites(self, acta: Acta) -> tuple[str, str]:
        suyos = representantes(acta, self._ajustes)
        dichos = NO_APLICA if acta.tipo in SIN_SECCION else NADA if suyos is None else str(suyos)
        return str(acta.lista_nominal), dichos

    def _momento(self, momento: datetime | None) -> str:
        """In the entity's time, 24 hours (R-10)."""
        if momento is None:
            return NADA
        m = momento.astimezone(self._zona)
        return f"{m.day:02d}/{m.month:02d}/{m.year:04d} {m.hour:02d}:{m.minute:02d}:{m.second:02d}{self._desfase}"

    def _molde(self, acta: Acta) -> "_Molde":
        suelta = acta.tipo in SIN_SECCION
        molde = self._moldes.get((acta.clave_forma, suelta))
        if molde is None:
            molde = _Molde(self._elecciones[acta.eleccion], self._catalogo.forma_de(acta), suelta)
            self._moldes[acta.clave_forma, suelta] = molde
        return molde


def con_nota(fila: Fila, nota: str) -> Fila:
    """The row with one of NOTAS after its legend of R-16, once; EXCEDE goes alone (R-16, R-26)."""
    if fila.observacion == EXCEDE:
        return fila
    partes = [p for p in fila.textos[LUGAR_OBSERVACIONES].split(UNION) if p not in ("", NADA, nota)]
    textos = list(fila.textos)
    textos[LUGAR_OBSERVACIONES] = UNION.join((*partes, nota))
    return replace(fila, textos=tuple(textos))


def en_camino(fila: Fila) -> bool:
    """Whether it was published while its image had not arrived (R-03)."""
    return EN_CAMINO in fila.textos[LUGAR_OBSERVACIONES]  # no other legend holds these words


def sin_camino(fila: Fila) -> tuple[str, ...]:
    """Its texts but for the image that was on its way: that one arrives is no change of what was published (R-03)."""
    if not en_camino(fila):
        return fila.textos
    partes = [p for p in fila.textos[LUGAR_OBSERVACIONES].split(UNION) if p != EN_CAMINO]
    textos = list(fila.textos)
    textos[LUGAR_OBSERVACIONES] = UNION.join(partes)
    return tuple(textos)


class _Molde:
    """Where each captured field of one form goes in the row.

    What the acta does not carry is `-`; one of the four totals that M, A or P does not carry is `N/A` (the dictionary).
    """

    def __init__(self, eleccion: Eleccion, forma: Forma, suelta: bool) -> None:
        columnas = capturados(eleccion)
        lugar = {campo: i for i, campo in enumerate(forma.campos)}
        if ajenos := lugar.keys() - set(columnas):
            raise ValueError(f"{forma.clave}: {', '.join(sorted(ajenos))} no está entre las columnas de la elección")
        nada, no_aplica = len(lugar), len(lugar) + 1
        falta = dict.fromkeys(TOTALES, no_aplica if suelta else nada)
        elegidos = [lugar.get(c, falta.get(c, nada)) for c in columnas]
        self.forma = forma
        self.rp = eleccion.codigo_impreso(forma.codigo).rp
        self.elegir = itemgetter(*elegidos)
        self.vacio = (NADA,) * len(columnas)
        self.sin_acta: tuple[str, ...] = self.elegir((*(SIN_ACTA for _ in lugar), NADA, NO_APLICA))
        self.lugar: Mapping[str, int] = {nombre: i for i, nombre in enumerate(encabezados(eleccion))}
        self.votos = itemgetter(*(self.lugar[columna] for columna in forma.votos))


class _Valores(dict[str, Valor]):
    """The value of each text that was read: a night's million fields are a few hundred different texts."""

    def __missing__(self, texto: str) -> Valor:
        self[texto] = valor = leer_valor(texto)
        return valor


def _leyenda(caso: Clasificacion, vigente: EstadoFuente) -> str:
    """With EXCEDE no image that has not arrived is said (R-16); with others, it is (R-03)."""
    dichas = (caso.observacion, *caso.tambien)
    if vigente.imagen or caso.observacion == EXCEDE:
        return UNION.join(dichas)
    return UNION.join(filter(None, (*dichas, EN_CAMINO)))
