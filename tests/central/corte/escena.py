"""A node in play with a folder for its cuts: actas go from the sobre to verified, and cuts are made of them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from central.corte.corte import ResultadoCorte, hacer_corte, minuto_libre
from central.marco.conexion import NodoAbierto
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Acopio, Captura, Cuerpo, Fase, Fuente, Imagen, NombreFase
from prep.net.identidad import guardar
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.conexion import motor
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.conftest import Nodo
from tests.store import ejemplos
from tests.store.ejemplos import PROCESO

ACTAS = tuple(ejemplos.catalogo().actas)[1::2]  # the ones of CATD 01, after the table from abroad


def publicando(base: Nodo) -> Escena:
    """Its people with real keys, in the phase of publishing; as it is, if it was in one already."""
    escena = Escena(base)
    if not base.dueno("SELECT FROM prep.hecho WHERE tipo = 'FASE'"):
        for fase in (NombreFase.CEROS, NombreFase.ABRIR, NombreFase.PUBLICAR):
            escena.hacer(CENTRO, "", Fase(fase), Fuente.CENTRO)
    return escena


@dataclass
class Cortes:
    """`escena` delivers facts; `cortar` makes a cut of what the árbitro has folded."""

    base: Nodo
    carpeta: Path
    escena: Escena = field(init=False)

    def __post_init__(self) -> None:
        self.escena = publicando(self.base)
        self.datos.mkdir()
        guardar(self.escena.llaves[CENTRO], self.datos / "centro.key")

    @property
    def datos(self) -> Path:
        return self.carpeta / "datos"

    @property
    def salida(self) -> Path:
        return self.carpeta / "salida"

    @contextmanager
    def puesto(self) -> Iterator[NodoAbierto]:
        maquina = motor(self.base.dsn("prep_centro"))
        try:
            yield NodoAbierto(self.datos, maquina)
        finally:
            maquina.dispose()

    def imagen(self, acta: str, contenido: bytes = b"", entregada: bool = True, antes_h: float = 0) -> str:
        """Received, `antes_h` ago, and scanned; its bytes are in the base when `entregada`. Returns the hash."""
        contenido = contenido or acta.encode()
        huella = hashlib.sha256(contenido).hexdigest()
        self.acopiar(acta, antes_h)
        self.escena.hacer(1, acta, Imagen(huella, "ESCANER", "01"))
        if entregada:
            with self.base.conectar("est-01-1") as conexion:
                conexion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, acta, contenido))
        return huella

    def verificada_a_otra_hora(self, acta: str, horas: float) -> None:
        """The whole of it at a node whose clock was `horas` slow (negative, fast), which its stations go by."""
        huella, contenido = hashlib.sha256(acta.encode()).hexdigest(), acta.encode()
        self.acopiar(acta, horas)
        self._hacer_antes(1, acta, Imagen(huella, "ESCANER", "01"), horas)
        with self.base.conectar("est-01-1") as conexion:
            conexion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, acta, contenido))
        for persona in (2, 3):
            self.capturar_antes(persona, acta, huella, horas)

    def verificada(self, acta: str, votos: int = 1, contenido: bytes = b"", entregada: bool = True) -> None:
        """Received, scanned and captured twice alike."""
        huella = self.imagen(acta, contenido, entregada)
        for persona in (2, 3):
            self.capturar(persona, acta, huella, votos)

    def capturar(self, persona: int, acta: str, huella: str, votos: int, ronda: int = 1) -> None:
        self.escena.hacer(persona, acta, Captura(ronda, huella, (votos,) * CAMPOS, "ACTA PREP", acta))

    def capturar_antes(self, persona: int, acta: str, huella: str, horas: float) -> None:
        """A captura whose station's clock was `horas` slow, unnoticed."""
        self._hacer_antes(persona, acta, Captura(1, huella, (1,) * CAMPOS, "ACTA PREP", acta), horas)

    def acopiar(self, acta: str, antes_h: float = 0) -> None:
        self._hacer_antes(1, acta, Acopio("01", "D"), antes_h)

    def _hacer_antes(self, persona: int, acta: str, cuerpo: Cuerpo, horas: float) -> None:
        llave, atras = self.escena.llaves[f"op-01-{persona}"], timedelta(hours=horas)
        firma = FirmaDeSesion(
            f"op-01-{persona}", f"est-01-{persona}", PROCESO, llave, reloj=lambda: datetime.now(UTC) - atras
        )
        assert self.escena.entregar(firma.hecho(acta, Fuente.CATD, cuerpo)) == "nuevo"

    def papel_primero(self) -> None:
        """The setting of R-03, before any fact of an acta."""
        self.base.dueno("UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, '{ajustes,orden}', '\"papel\"')")

    def cortar(self, ultimo: bool = False, ahora: datetime | None = None) -> ResultadoCorte:
        """The árbitro empties its queue, then a cut; a minute after the last one, since no two are of one minute."""
        self.escena.correr()
        with self.puesto() as puesto:
            return hacer_corte(puesto, self.salida, ahora or self.hora(), ultimo)

    def hora(self) -> datetime:
        """Now, or the first moment in which another cut can be made."""
        ((anterior,),) = self.base.dueno("SELECT max(momento) FROM prep.corte")
        ahora = datetime.now(UTC)
        return max(ahora, minuto_libre(anterior)) if anterior else ahora

    def alarmas(self) -> list[str]:
        return [codigo for (codigo,) in self.base.dueno("SELECT codigo FROM prep.alarma ORDER BY n")]
