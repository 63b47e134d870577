"""The verification desk: a closed ronda beside its image, and a decision that says why (R-04, R-05)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import AccionDeMesa, Dictamen, MotivoSinActa
from prep.domain.hechos.propuestas import proponer
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.senalado import Senalado
from prep.domain.vida.acuerdo import DECIDEN
from prep.domain.vida.diferencias import CampoComparado, acordada, comparar, dicha
from prep.services.captura.trabajo import ConTrabajo, Trabajo
from prep.services.estacion.directorio import Directorio, directorio_de_texto
from prep.services.estacion.entradas import documento_de, motivo_escrito, valores_de
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import Recibo
from prep.services.estacion.sesion import accion
from prep.services.nodo.tipos import CapturaDeRonda, CasoEnBandeja, TrabajoTomado

SIN_CAPTURAS = (
    "Nadie la ha capturado: sus cifras no las decide una sola persona. Recaptúrela, redigitalícela o diga qué acta es."
)
REVISADA = "Revisada contra la imagen: es lo que dice el acta."


@dataclass(frozen=True, slots=True)
class Caso:
    """A closed ronda at the desk: the work, what was captured in it, and what was found about its acta."""

    trabajo: Trabajo
    capturas: tuple[CapturaDeRonda, ...]
    senalados: tuple[Senalado, ...] = ()
    directorio: Directorio = field(default_factory=Directorio)  # of the other centres' sections

    @property
    def renglones(self) -> tuple[CampoComparado, ...]:
        """Field by field: what each captura says, whether they agree, and what two of them say."""
        return comparar(self.trabajo.forma, [vista.captura for vista in self.capturas])

    @property
    def de_dos(self) -> bool:
        """Whether its decision needs two people: figures of it were published, or two people opened it again (P-10).

        Of an acta that arrived after its SIN ACTA was published no figure was: that is decided as any other (R-35).
        """
        codigos = {senalado.codigo for senalado in self.senalados}
        sin_cifras = CodigoHallazgo.SIN_ACTA_SUPERADA in codigos
        return CodigoHallazgo.COTEJO_RECHAZA in codigos or (
            CodigoHallazgo.PUBLICADA_NO_VIGENTE in codigos and not sin_cifras
        )

    def dicha(self, valores: Sequence[Valor]) -> bool:
        """Whether somebody who captured it said each of these figures, and that it is this acta; else two decide."""
        return dicha(self.trabajo.acta.clave, valores, [vista.captura for vista in self.capturas])


class Validar(ConTrabajo):
    """Needs the node to begin; a decision made is kept and delivered later."""

    _OFICIO = "validación"
    _directorio = Directorio()

    @accion("validacion.tomar")
    def tomar(self) -> Caso | None:
        """The oldest closed ronda that this operator may decide (never one they captured), or None.

        Raises SinNodo or NoProcede.
        """
        return self._tomar(lambda: self._estacion.nodo.reclamar_mesa(self.sesion.operador))

    @accion("validacion.tomar_caso")
    def tomar_caso(self, clave: str) -> Caso | None:
        """The case of acta `clave`, chosen in the tray; None when somebody else has it. Raises as `tomar`.

        NoProcede also when another case is half done.
        """
        caso = self._tomar(lambda: self._estacion.nodo.reclamar_caso(self.sesion.operador, clave))
        if caso is not None and caso.trabajo.acta.clave != clave:
            raise NoProcede(
                f"Tiene a medias el acta «{caso.trabajo.acta.clave}». Decida o devuélvala antes de abrir otra."
            )
        return caso

    @accion("validacion.bandeja")
    def bandeja(self) -> tuple[CasoEnBandeja, ...]:
        """What waits for the desk of this site, the oldest first, without figures. Raises SinNodo or NoProcede."""
        return self._pedir(lambda: self._estacion.nodo.bandeja(self.sesion.operador))

    def _tomar(self, reclamar: Callable[[], TrabajoTomado | None]) -> Caso | None:
        nodo = self._estacion.nodo
        self._entregar_todo()
        toma = self._pedir(reclamar)
        if toma is None:
            return None
        trabajo = self._preparar(toma)
        try:
            if self._directorio.vacio:
                self._directorio = directorio_de_texto(self._pedir(nodo.directorio))
            capturas = self._pedir(lambda: nodo.ver_ronda(toma.acta, toma.fuente, toma.ronda))
            senalados = self._pedir(lambda: nodo.ver_hallazgos(toma.trabajo, toma.toma))
        except NoProcede:
            self._soltar(toma)
            raise
        return Caso(trabajo, capturas, senalados, self._directorio)

    @accion("validacion.aceptar")
    def aceptar(self, caso: Caso, motivo: str = REVISADA) -> Recibo:
        """The figures on which two people agree stand, looked at beside the image: `validacion = todas` (R-04).

        Raises NoProcede when no two agree wholly, or both read another acta; as `dictaminar` besides.
        """
        iguales = acordada([vista.captura for vista in caso.capturas])
        if iguales is None:
            raise NoProcede("No hay dos capturas iguales en todo. Decida campo por campo.")
        if iguales.identificacion != caso.trabajo.acta.clave:
            raise NoProcede(
                f"Las dos leyeron otra acta, «{iguales.identificacion}». Corrija la identificación o acepte."
            )
        return self.dictaminar(caso, AccionDeMesa.ACEPTA, motivo, iguales.valores, iguales.documento)

    @accion("validacion.dictaminar")
    def dictaminar(
        self,
        caso: Caso,
        que: AccionDeMesa,
        motivo: str,
        valores: Sequence[object] = (),
        documento: str = "",
        destino: str = "",
    ) -> Recibo:
        """Sign and keep the decision, with the capturas that it saw. Raises DatoInvalido or ErrorDeSpool.

        What says what a published acta is, or a figure that nobody captured, is proposed: another person's answer
        makes it count (P-10).

        `valores` and `documento` only with ACEPTA; `destino` only with IDENTIFICA; with SIN_ACTA `motivo` is one of
        the three lawful reasons.
        """
        trabajo, catalogo = caso.trabajo, self._estacion.catalogo
        if (que is AccionDeMesa.ACEPTA) != bool(valores or documento):
            raise DatoInvalido("Las cifras y el documento van con «aceptar», y sólo con esa decisión.")
        if (que is AccionDeMesa.IDENTIFICA) != bool(destino):
            raise DatoInvalido("Indique de qué acta se trata sólo al corregir la identificación.")
        if que is AccionDeMesa.ACEPTA and not caso.capturas:
            raise NoProcede(SIN_CAPTURAS)
        if que is AccionDeMesa.SIN_ACTA and motivo not in frozenset(MotivoSinActa):
            raise DatoInvalido(f"Elija una de las tres causas: {'; '.join(MotivoSinActa)}.")
        if destino and self._estacion.acta(destino).clave == trabajo.acta.clave:
            raise DatoInvalido("El acta indicada es la misma. Elija otra decisión.")
        cuerpo = Dictamen(
            accion=que,
            ronda=trabajo.toma.ronda,
            capturas=tuple(vista.hecho for vista in caso.capturas),
            motivo=motivo_escrito(motivo),
            valores=valores_de(valores, trabajo.forma) if que is AccionDeMesa.ACEPTA else (),
            documento=documento_de(documento, trabajo.acta, catalogo) if que is AccionDeMesa.ACEPTA else "",
            destino=destino,
        )
        solo = que is AccionDeMesa.ACEPTA and not caso.dicha(cuerpo.valores)
        de_dos = solo or (caso.de_dos and que in DECIDEN)
        return self._hacer(
            trabajo.toma.acta, trabajo.toma.fuente, proponer(cuerpo, cuerpo.motivo) if de_dos else cuerpo
        )

    @accion("validacion.renovar")
    def renovar(self, caso: Caso) -> bool:
        """The heartbeat, well inside `vigencia_trabajo_s`. False: somebody else may have it now."""
        return self._latido(caso.trabajo)

    @accion("validacion.devolver")
    def devolver(self, caso: Caso) -> bool:
        """Leave it for somebody else."""
        return self._soltar(caso.trabajo.toma)
