"""The scanning desk: pages come into the tray, are read and judged, and those that are right go to the spool.

A page is always in one of three places that survive a kill -9: where it came from, the tray, or the spool. It goes on
without the node (R-33): only what cannot be known without it waits, in the tray.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from prep.devices.bandeja import Bandeja
from prep.devices.escaner import Apartado, Falla, FallaDeEscaner, OrigenDePaginas
from prep.devices.imagen import ImagenDanada
from prep.devices.lectura import LecturaDePagina, leer_pagina
from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.llegadas import Acopios
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.digitalizacion.gemelas import Gemelas
from prep.services.digitalizacion.hojas import YA_TIENE, EstadoHoja, Hoja, Recogida
from prep.services.digitalizacion.identificacion import de_etiquetas
from prep.services.digitalizacion.noche import de_la_noche
from prep.services.estacion.errores import AcopioPorSaber, LugarIndebido, NoProcede
from prep.services.estacion.estacion import Estacion
from prep.store.spool.tipos import ImagenRepetida

PERMISO = "digitalizacion.digitalizar"


class EscritorioDeEscaneo:
    """The station's scanner, whoever is at it; from any thread. Reading and the operator's decisions take turns.

    `avisar` is called with each page that changes, on the thread that changed it.
    """

    def __init__(
        self, estacion: Estacion, digitalizacion: Digitalizar | None, bandeja: Bandeja, avisar: Callable[[Hoja], object]
    ) -> None:
        """The pages that waited are looked at again, in their order. Raises SinPermiso."""
        self._estacion, self._bandeja, self._avisar = estacion, bandeja, avisar
        # A page that is being read is not decided on at the same time: its acta would get two images. A source that
        # waits for its feeder does not hold this one.
        self._turno = threading.Lock()
        # The tray's files and what is known of each page change together.
        self._candado = threading.Lock()
        self._detenida = threading.Event()
        self._gemelas = Gemelas()
        self._hojas = de_la_noche(estacion.spool, bandeja)
        self._cola = deque(h.huella for h in self._hojas.values() if not h.estado.acabada)
        self.atender(digitalizacion)

    def atender(self, digitalizacion: Digitalizar | None) -> None:
        """Who signs what is read from now on; None: pages are taken in, and wait for somebody. Raises SinPermiso."""
        if digitalizacion is not None:
            digitalizacion.sesion.exigir(PERMISO)
        self._digitalizacion = digitalizacion

    def noche(self) -> tuple[Hoja, ...]:
        """Every page of this station, decided or not, in the order in which they came."""
        with self._candado:
            return tuple(self._hojas.values())

    def hojas(self) -> tuple[Hoja, ...]:
        """The pages that wait in the tray, in the order in which they came."""
        return tuple(hoja for hoja in self.noche() if not hoja.estado.acabada)

    def recoger(self, fuente: OrigenDePaginas) -> Recogida:
        """Keep all the pages that `fuente` has now, or until `detener`. Raises FallaDeEscaner or OSError.

        What came before is kept.
        """
        recogida = Recogida()
        for que in fuente.paginas():
            if isinstance(que, Apartado):
                recogida = replace(recogida, apartados=(*recogida.apartados, que))
                continue
            try:
                with self._candado:
                    nueva = self._bandeja.entrar(que)
                    if nueva is not None:
                        self._hojas[nueva.huella] = Hoja(nueva.huella, nueva.origen)
                        self._cola.append(nueva.huella)
            except OSError as error:
                raise FallaDeEscaner(Falla.DISCO, recogida.paginas) from error
            if nueva is None:
                recogida = replace(recogida, repetidas=(*recogida.repetidas, que.origen))
            else:
                recogida = replace(recogida, paginas=recogida.paginas + 1)
                self._avisar(self._hojas[nueva.huella])
            if self._detenida.is_set():
                break
        return recogida

    def detener(self) -> None:
        """The session ends: what is in a feeder or in a folder stays there after the page that is being taken."""
        self._detenida.set()

    def leer_siguiente(self) -> Hoja | None:
        """Read and judge the oldest page not yet read; None when there is none, or nobody to sign it.

        Raises ErrorDeSpool: it waits.
        """
        with self._turno:
            quien = self._digitalizacion
            with self._candado:
                while self._cola and self._hojas[self._cola[0]].estado.acabada:
                    self._cola.popleft()
                if not self._cola or quien is None:
                    return None
                hoja = self._hojas[self._cola[0]]
            juzgada = self._leer(hoja, quien)
            with self._candado:
                self._cola.popleft()
            return self._anotar(juzgada)

    def revisar(self) -> None:
        """Take up the pages that the session before this one was still taking when it ended."""
        with self._candado:
            self._bandeja.releer()
            conocidas = {h.huella for h in self._hojas.values() if not h.estado.acabada}
            nuevas = [Hoja(e.huella, e.origen) for e in self._bandeja.esperan() if e.huella not in conocidas]
            for hoja in nuevas:
                self._hojas[hoja.huella] = hoja
                self._cola.append(hoja.huella)
        for hoja in nuevas:
            self._avisar(hoja)

    def aceptar(self, huella: str) -> Hoja:
        """The operator says that it is good as it is. Raises NoProcede or ErrorDeSpool."""
        with self._turno:
            hoja = self._que_espera(huella)
            if not hoja.clave:
                raise NoProcede("Falta decir de qué acta es esta página.")
            return self._guardar(hoja)

    def asignar(self, huella: str, clave: str) -> Hoja:
        """The operator says which acta it is, with its image in front. Raises NoProcede or ErrorDeSpool.

        One that already has an image, or that should be scanned again, is asked about.
        """
        with self._turno:
            hoja = replace(self._que_espera(huella), clave=self._estacion.acta(clave).clave, falta_acopio=False)
            if hoja.defecto:
                return self._anotar(replace(hoja, estado=EstadoHoja.REPETIR, motivo=hoja.defecto))
            if self._tiene_imagen(hoja.clave):
                return self._anotar(replace(hoja, estado=EstadoHoja.PREGUNTA, motivo=YA_TIENE))
            return self._guardar(hoja)

    def repetir(self, huella: str) -> Hoja:
        """Set the page aside: its paper is scanned again. Raises NoProcede or OSError."""
        with self._turno:
            hoja = self._que_espera(huella)
            with self._candado:
                self._bandeja.descartar(huella)
            self._gemelas.olvidar(huella)
            return self._anotar(replace(hoja, estado=EstadoHoja.DESCARTADA, motivo=""))

    def recuperar(self) -> Hoja:
        """The page that was set aside last waits again, and is read again. Raises NoProcede or OSError."""
        with self._turno, self._candado:
            vuelve = self._bandeja.recuperar()
            if vuelve is None:
                raise NoProcede("No hay páginas descartadas en esta estación.")
            hoja = self._hojas[vuelve.huella] = Hoja(vuelve.huella, vuelve.origen)
            self._cola.append(vuelve.huella)
        self._avisar(hoja)
        return hoja

    def reintentar(self, acopios: Acopios) -> int:
        """Read again the pages that only lacked their acopio and have it now. Returns how many."""
        faltaban = [h for h in self.hojas() if h.falta_acopio]
        llegaron = [h.huella for h in faltaban if self._acopiada(h.clave, acopios)]
        with self._candado:
            self._cola.extend(h for h in llegaron if h not in self._cola)
        return len(llegaron)

    def imagen(self, huella: str) -> bytes:
        """The page as it is, or would be, published: a JPEG file. Raises NoProcede."""
        try:
            with self._candado:
                contenido = self._bandeja.leer(huella)
            return leer_pagina(contenido).publicada
        except (KeyError, OSError, ImagenDanada) as error:
            raise NoProcede("La página ya no está en la bandeja de esta estación. Escanee de nuevo el acta.") from error

    def _leer(self, hoja: Hoja, quien: Digitalizar) -> Hoja:
        """The page with its judgement, kept in the spool if nothing stands against it."""
        try:
            with self._candado:
                contenido = self._bandeja.leer(hoja.huella)
            lectura = leer_pagina(contenido)
        except FileNotFoundError:
            return self._de_otra_sesion(hoja)
        except ImagenDanada as error:  # a page of a sound file: it was damaged on this disk
            return replace(
                hoja, estado=EstadoHoja.REPETIR, motivo=f"La página se dañó: {error}. Escanee de nuevo el acta."
            )
        clave, motivo = (hoja.clave, "") if hoja.clave else de_etiquetas(self._estacion, lectura.textos)
        defecto = lectura.calidad.texto if lectura.calidad.repetir else ""
        vista = replace(hoja, miniatura=lectura.miniatura, clave=clave, defecto=defecto)
        ya = self._estacion.spool.acta_de_imagen(sha256(lectura.publicada).hexdigest())
        if ya is not None and clave in ("", ya):
            return self._archivada(vista, ya)  # it was kept, and the program fell before it could say so
        if hoja.estado.pide and not hoja.falta_acopio:  # judged before the program was opened again
            self._gemelas.igual(hoja, lectura.trazos)
            return hoja
        if defecto and not hoja.falta_acopio:
            return replace(vista, estado=EstadoHoja.REPETIR, motivo=defecto)
        gemela = self._gemelas.igual(vista, lectura.trazos)
        if not clave:
            return replace(vista, estado=EstadoHoja.SIN_IDENTIFICAR, motivo=gemela or motivo)
        if self._tiene_imagen(clave):
            return replace(vista, estado=EstadoHoja.PREGUNTA, motivo=YA_TIENE)
        if gemela and not hoja.falta_acopio:
            return replace(vista, estado=EstadoHoja.PREGUNTA, motivo=gemela)
        if lectura.calidad.motivos and not hoja.falta_acopio:
            return replace(vista, estado=EstadoHoja.PREGUNTA, motivo=lectura.calidad.texto)
        return self._al_spool(vista, lectura, quien)

    def _tiene_imagen(self, clave: str) -> bool:
        return bool(self._estacion.spool.de_acta(clave, Tipo.IMAGEN))

    def _acopiada(self, clave: str, acopios: Acopios) -> bool:
        return bool(self._estacion.spool.de_acta(clave, Tipo.ACOPIO)) or acopios.estado(clave).acopio is not None

    def _guardar(self, hoja: Hoja) -> Hoja:
        """Into the spool by the operator's word."""
        quien = self._digitalizacion
        if quien is None:
            raise NoProcede("Entre con su clave para decidir: la página espera en la bandeja.")
        try:
            with self._candado:
                contenido = self._bandeja.leer(hoja.huella)
            lectura = leer_pagina(contenido)
        except (OSError, ImagenDanada) as error:
            raise NoProcede("La página se dañó en el disco de esta estación. Escanee de nuevo el acta.") from error
        return self._anotar(self._al_spool(hoja, lectura, quien))

    def _al_spool(self, hoja: Hoja, lectura: LecturaDePagina, quien: Digitalizar) -> Hoja:
        try:
            quien.digitalizar(hoja.clave, lectura.publicada)
        except AcopioPorSaber as error:
            return replace(hoja, estado=EstadoHoja.EN_ESPERA, motivo=str(error), falta_acopio=True)
        except LugarIndebido as error:
            return replace(hoja, estado=EstadoHoja.PREGUNTA, motivo=str(error), falta_acopio=True)
        except ImagenRepetida as error:
            if self._estacion.spool.acta_de_imagen(sha256(lectura.publicada).hexdigest()) != hoja.clave:
                return replace(hoja, estado=EstadoHoja.PREGUNTA, motivo=str(error))
        return self._archivada(hoja, hoja.clave)

    def _de_otra_sesion(self, hoja: Hoja) -> Hoja:
        """A page that the session before this one finished with after this one began."""
        with self._candado:
            self._bandeja.releer()
            clave = self._bandeja.original_de(hoja.huella)
        return replace(hoja, estado=EstadoHoja.ACEPTADA if clave else EstadoHoja.DESCARTADA, clave=clave, motivo="")

    def _archivada(self, hoja: Hoja, clave: str) -> Hoja:
        with self._candado:
            self._bandeja.releer()
            self._bandeja.archivar(hoja.huella, clave)
        return replace(hoja, clave=clave, estado=EstadoHoja.ACEPTADA, motivo="", falta_acopio=False)

    def _anotar(self, hoja: Hoja) -> Hoja:
        """Known to whoever looks at once; and on the disk, for when the program falls."""
        with self._candado:
            self._hojas[hoja.huella] = hoja
        self._avisar(hoja)
        self._estacion.spool.anotar_pagina(hoja.anotada)
        return hoja

    def _que_espera(self, huella: str) -> Hoja:
        with self._candado:
            hoja = self._hojas.get(huella)
        if hoja is None or hoja.estado.acabada:
            raise NoProcede("Esa página ya no espera: se aceptó o se descartó.")
        return hoja
