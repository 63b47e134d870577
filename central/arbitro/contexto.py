"""What the árbitro knows by heart: the catalogue, the operators' keys, the accounts of the CAE (P-4)."""

from collections.abc import Iterable
from uuid import UUID

from psycopg import Connection
from sqlalchemy.engine import Engine

from central.arbitro.acuerdos import Acuerdo
from central.arbitro.registrados import Registrados
from central.nodo.nombres import catd_de
from prep.domain.catalogo.catalogo import Acta, Catalogo, Forma
from prep.domain.catalogo.fuera_de_catalogo import ClaveInvalida, acta_fc
from prep.domain.hechos.hechos import Hecho
from prep.domain.vida.estado import EstadoActa
from prep.domain.vida.fold import fold
from prep.domain.vida.relevos import Relevos
from prep.store import catalogos

CAE = "SELECT acta, array_agg(desde ORDER BY desde), array_agg(cuenta ORDER BY desde) FROM prep.cae GROUP BY acta"


class Contexto(Registrados):
    """The catalogue of the node's proceso and who is registered; nobody is refused by what was known of them before.

    `renovar` now and then: what was taken from a person, and the accounts of the CAE, are known from then on.
    With `centro`, its public key, only what it signed of people and stations is believed: the others are `alterados`,
    by name. Who only folds does without.
    """

    def __init__(self, motor: Engine, conexion: Connection, centro: bytes | None = None) -> None:
        with motor.connect() as c:
            self.catalogo: Catalogo = catalogos.leer(c)
        super().__init__(conexion, self.catalogo.proceso, centro)
        self.acuerdos: dict[UUID, Acuerdo] = {}  # proposal -> the order that two people agreed on
        ((nodo,),) = conexion.execute("SELECT nodo FROM prep.proceso").fetchall()
        self.catd = catd_de(nodo)  # whose node this is; None at the centre
        self.cae: dict[str, Relevos] = {}  # acta -> the accounts whose phones may send its images
        self.renovar()

    def renovar(self) -> None:
        """Reads again who is registered, and the accounts of the CAE."""
        super().renovar()
        filas = self.conexion.execute(CAE)
        self.cae = {acta: list(zip(desdes, cuentas, strict=True)) for acta, desdes, cuentas in filas}

    def es_suya(self, clave: str) -> bool:
        """Whether the acta is of this node's CATD."""
        acta = self.catalogo.actas.get(clave)
        return acta is not None and acta.centro == self.catd

    def plegar(self, hechos: Iterable[Hecho], acta: Acta, forma: Forma) -> EstadoActa:
        """The state that `hechos` of `acta` add up to, by what this node knows of its proceso and its people."""
        return fold(hechos, acta, forma, self.catalogo.ajustes, self.cae.get(acta.clave, ()), sitios=self.sitios)

    def acta(self, clave: str) -> tuple[Acta, Forma] | None:
        """The acta of `clave` and its form, catalogued or fuera de catálogo; None when the key names none."""
        acta = self.catalogo.actas.get(clave)
        if acta is None:
            try:
                acta = acta_fc(clave, self.catalogo)
            except ClaveInvalida:
                return None
        return acta, self.catalogo.forma_de(acta)
