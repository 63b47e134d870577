"""Takes cuts to one target: what never changes, then the pages, then the pointer; what it missed, after that.

The target itself says what it has, so that a publisher killed at any moment goes on where it was.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from central.corte.carpeta import CORTES
from central.difusion.destino import Destino, TurnoPerdido
from central.difusion.guardado import CorteGuardado, Pieza
from central.difusion.imagenes import POR_VEZ, PUBLICAS, por_llevar
from central.difusion.puntero import corte_mostrado
from central.firmado.envolturas import MANIFIESTO
from central.publico.paginas import ESTADO, estado
from prep.store.punto import punto

Leer = Callable[[int], CorteGuardado]


@dataclass(slots=True)
class EntregaADestino:
    """One target and what is known to stand there. `registro`: a line for each file of a cut delivered (R-28)."""

    destino: Destino
    leer: Leer
    registro: Path
    solo_paquetes: bool = False
    _hay: set[str] = field(default_factory=set)
    _sabido: bool = False
    _en_camino: Iterator[Pieza] | None = None  # what is left of the images that it did not have when it was looked

    def llevar(self, corte: CorteGuardado, actual: bytes) -> None:
        """Until the target shows `corte` by the pointer `actual`. Raises DestinoFalla, TurnoPerdido."""
        self._conocer()
        if self.solo_paquetes:
            self._dejar(corte.numero, corte.paquetes)
            return
        antes = self.destino.puntero()
        if antes.crudo == actual:
            return
        if antes.crudo is not None and (otro := corte_mostrado(antes.crudo)) > corte.numero:
            raise TurnoPerdido(f"Ahí se muestra el corte {otro}, posterior al {corte.numero}: es de otro publicador.")
        self._dejar(corte.numero, (*corte.fragmentos, *corte.archivos))
        punto("difusion.mostrar.antes")
        self.destino.mostrar((*corte.paginas, Pieza(ESTADO, estado(json.loads(actual)))), actual, antes)
        punto("difusion.mostrar.despues")

    def ponerse_al_dia(self, hasta: int) -> bool:
        """One cut before `hasta` that is not there, the newest first; False when none is missing."""
        for numero in range(hasta - 1, 0, -1):
            if f"{CORTES}/{numero:04d}/{MANIFIESTO}" not in self._hay:
                corte = self.leer(numero)
                self._dejar(numero, corte.paquetes if self.solo_paquetes else (*corte.fragmentos, *corte.archivos))
                return True
        return False

    def llevar_imagenes(self, salida: Path, cuantas: int = POR_VEZ) -> bool:
        """Up to `cuantas` of the images that stand in `salida` and not there; False when none is missing (R-27)."""
        if self.solo_paquetes:
            return False
        self._conocer()
        se_miro = self._en_camino is None
        if self._en_camino is None:  # looked through once and not for each hundred: a city has 40,000
            self._en_camino = por_llevar(salida, self._hay)
        alguna, piezas = False, islice(self._en_camino, cuantas)
        while tanda := list(islice(piezas, POR_VEZ)):
            self.destino.poner(tanda)
            self._hay.update(p.ruta for p in tanda)
            alguna = True
        if not alguna:
            self._en_camino = None
        return alguna or (not se_miro and self.llevar_imagenes(salida, cuantas))

    def olvidar(self) -> None:
        """After a failure the target is asked again what it has."""
        self._sabido, self._en_camino = False, None

    def _conocer(self) -> None:
        if not self._sabido:
            self._hay = set[str]().union(*map(self.destino.hay, ("d/", "a/", f"{PUBLICAS}/", f"{CORTES}/")))
            self._sabido = True

    def _dejar(self, numero: int, piezas: Iterable[Pieza]) -> None:
        """The manifest goes last: where it stands, the cut is whole."""
        faltan = [p for p in piezas if p.ruta not in self._hay]
        ultimas = [p for p in faltan if p.ruta.endswith(MANIFIESTO)]
        punto("difusion.poner.antes")
        self.destino.poner([p for p in faltan if p not in ultimas])
        self.destino.poner(ultimas)
        punto("difusion.poner.despues")
        self._hay.update(p.ruta for p in faltan)
        if ultimas:
            self._anotar(numero, faltan)

    def _anotar(self, numero: int, piezas: Iterable[Pieza]) -> None:
        momento = datetime.now(UTC).isoformat(timespec="seconds")
        self.registro.parent.mkdir(parents=True, exist_ok=True)
        with self.registro.open("a", encoding="utf-8") as archivo:
            for pieza in piezas:
                if pieza.ruta.startswith(CORTES):
                    sha256 = hashlib.sha256(pieza.crudo).hexdigest()
                    dicho = {"corte": numero, "momento": momento, "archivo": pieza.ruta, "sha256": sha256}
                    archivo.write(json.dumps(dicho) + "\n")
