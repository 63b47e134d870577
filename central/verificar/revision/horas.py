"""The published times of each acta: order, spelling, after the cut, and the 12-hour clock (R-10)."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from central.verificar.bitacora import Bitacora, donde
from central.verificar.renglon import RenglonPublicado
from central.verificar.texto import VACIOS, citar, limpiar

HORAS = ("FECHA_HORA_ACOPIO", "FECHA_HORA_CAPTURA", "FECHA_HORA_VERIFICACION")
CANONICA = re.compile(r"(\d\d)/(\d\d)/(\d{4}) (\d\d):(\d\d):(\d\d)(?: \(UTC[-−+]\d{1,2}\))?", re.ASCII)
SUELTA = re.compile(
    r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.]\d+)?"
    r"\s*(?:([ap])\.?\s?m\.?)?(?:\s*\(?UTC[-−+]\d{1,2}\)?)?",
    re.IGNORECASE | re.ASCII,
)
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?(?:[.]\d+)?", re.ASCII)
MEDIO_DIA = timedelta(hours=12)
BASTANTES = 30  # times; fewer say nothing about which clock wrote them
DOCE = "reloj de 12 horas en vez de 24"


class RevisionHoras:
    """The three times of every acta of a file whose cut is `corte`."""

    def __init__(self, corte: str, bitacora: Bitacora) -> None:
        leida = leer_hora(corte)
        self._tope = leida[0] + timedelta(minutes=1) if leida else None
        self._bitacora = bitacora
        self._horas_vistas = [0] * 24
        self._primera = ""
        self._renglones = 0
        self._doce = 0
        self._dias: set[date] = set()
        if leida is None:
            bitacora.anotar("Anexo 18.5", "la fecha y hora del corte no es dd/mm/aaaa hh:mm", citar(limpiar(corte)))

    def revisar(self, renglon: RenglonPublicado) -> None:
        """Checks one acta; times that are `-`, `N/A` or blank are not times."""
        momentos: list[datetime] = []
        de_doce = False
        for nombre in HORAS:
            escrita = renglon.celda(nombre)
            if escrita.upper() in VACIOS:
                continue
            leida = leer_hora(escrita)
            if leida is None or not leida[1]:
                que = "hora que no es dd/mm/aaaa hh:mm:ss en 24 horas"
                self._bitacora.anotar_renglon("Anexo 18.5", que, renglon, f"{nombre} {citar(escrita)}")
            if leida is not None:
                momentos.append(leida[0])
                self._horas_vistas[leida[0].hour] += 1
                self._dias.add(leida[0].date())
                de_doce = de_doce or leida[2]
        if momentos:
            self._intervalos(renglon, momentos, de_doce)

    def _intervalos(self, renglon: RenglonPublicado, momentos: list[datetime], de_doce: bool) -> None:
        self._renglones += 1
        if not self._primera:
            self._primera = donde(renglon.numero, renglon.clave)
        negativos = [(a, b) for a, b in pairwise(momentos) if b < a]
        if negativos:
            a, b = negativos[0]
            detalle = f"{a:%d/%m/%Y %H:%M:%S} y después {b:%d/%m/%Y %H:%M:%S}"
            que = "intervalo negativo: no se cumple acopio ≤ captura ≤ verificación"
            self._bitacora.anotar_renglon("R-10", que, renglon, detalle)
        if de_doce or any(a - b <= MEDIO_DIA and b.hour <= 12 and a.hour <= 12 for a, b in negativos):
            self._doce += 1
            self._bitacora.anotar_renglon("R-10", DOCE, renglon)
        if self._tope is not None and momentos[-1] >= self._tope:
            detalle = f"{momentos[-1]:%d/%m/%Y %H:%M:%S}"
            self._bitacora.anotar_renglon("R-10", "hora posterior al corte", renglon, detalle)

    def cerrar(self) -> None:
        """A whole file in which no time is at 0 or after 12 was written by a 12-hour clock.

        Unless all of it happened in one morning that the cut, of that morning, ends: a drill.
        """
        if self._tope is not None and self._tope.hour <= 12 and self._dias == {self._tope.date()}:
            return
        otras = self._horas_vistas[0] + sum(self._horas_vistas[13:])
        if not otras and sum(self._horas_vistas) >= BASTANTES and self._renglones > self._doce:
            self._bitacora.anotar("R-10", DOCE, f"{self._primera} y los demás", self._renglones - self._doce)


def leer_hora(texto: str) -> tuple[datetime, bool, bool] | None:
    """The moment, whether it is spelled as the norm says, and whether it has a. m. or p. m.; None if it is no time."""
    limpia = limpiar(texto)
    norma = CANONICA.fullmatch(limpia)
    try:
        if norma:
            dia, mes, anio, hora, minuto, segundo = map(int, norma.groups())
            return datetime(anio, mes, dia, hora, minuto, segundo, tzinfo=UTC), True, False
        iso = ISO.fullmatch(limpia)
        if iso:
            anio, mes, dia, hora, minuto, segundo = (int(g or 0) for g in iso.groups())
            return datetime(anio, mes, dia, hora, minuto, segundo, tzinfo=UTC), False, False
        suelta = SUELTA.fullmatch(limpia)
        if suelta is None:
            return None
        dia, mes, anio, hora, minuto, segundo = (int(g or 0) for g in suelta.groups()[:6])
        mitad = (suelta[7] or "").lower()
        if mitad:
            hora = hora % 12 + (12 if mitad == "p" else 0)
        return datetime(anio, mes, dia, hora, minuto, segundo, tzinfo=UTC), False, bool(mitad)
    except ValueError:
        return None
