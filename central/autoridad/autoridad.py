"""What the authority does with its passphrase: it is made, gives a place its identification, and revokes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from central.autoridad import certificados, guardada, sellado
from central.autoridad.certificados import AutoridadMenor, LlaveP256, Uso, pem
from central.autoridad.guardada import AutoridadGuardada, ErrorDeAutoridad, Expedido, de_utc, en_utc
from prep.net.identificacion import (
    CENTRO,
    IdentificacionDeLugar,
    ParDePrueba,
    SerCliente,
    SerServidor,
    SerTunel,
    huella,
    leer_lista,
    nombre_del_servidor,
)

MAS_DE_LA_NOCHE = timedelta(days=30)  # certificates: packing, complaints, audits
MAS_DE_LOS_REVOCADOS = timedelta(days=60)  # past its date a list of revoked shuts everybody out
RAIZ, PRUEBA = "raiz", "prueba"


@dataclass(slots=True)
class Autoridad:
    """Open: with its keys in memory. Whatever is given or revoked is kept on disk before anybody has it."""

    carpeta: Path
    guardada: AutoridadGuardada
    _llaves: dict[str, LlaveP256] = field(repr=False)

    def menor(self, sitio: str) -> AutoridadMenor:
        """Raises ErrorDeAutoridad for a site that it was not made for."""
        if sitio not in self.guardada.autoridades:
            hay = ", ".join(sorted(self.guardada.autoridades))
            raise ErrorDeAutoridad(f"Esta autoridad no es del sitio {sitio}; sí de: {hay}.")
        suyo = x509.load_pem_x509_certificate(self.guardada.autoridades[sitio].encode())
        return AutoridadMenor(suyo, self._llaves[sitio])

    def del_centro(self, ahora: datetime) -> IdentificacionDeLugar:
        """A server, and a client of each node."""
        nuevos = _Nuevos(self, ahora, para="centro")
        sitios = sorted(set(self.guardada.autoridades) - {CENTRO})
        servidor = nuevos.servidor(CENTRO)
        clientes = {sitio: nuevos.cliente(sitio, "centro") for sitio in sitios}
        tunel = nuevos.tunel(servidor.certificado, servidor.nombre, Uso.SERVIDOR)
        return nuevos.cerrar("centro", CENTRO, servidor, clientes, tunel)

    def de_nodo(self, sitio: str, apodo: str, ahora: datetime) -> IdentificacionDeLugar:
        """A server of its site and a client of the centre; `apodo`: `catd07`, `catd07_2`."""
        nuevos = _Nuevos(self, ahora, para=f"nodo.{apodo}")
        servidor = nuevos.servidor(sitio)
        cliente = nuevos.cliente(CENTRO, f"nodo.{apodo}")
        tunel = nuevos.tunel(cliente.certificado, f"nodo.{apodo}", Uso.CLIENTE)
        return nuevos.cerrar("nodo", sitio, servidor, {CENTRO: cliente}, tunel)

    def de_estaciones(self, sitio: str, estaciones: Sequence[str], ahora: datetime) -> list[IdentificacionDeLugar]:
        """Each, a client of its node; `sitio` CENTRO for those of the CCV."""
        self.menor(sitio)
        hechas = []
        for estacion in estaciones:
            nuevos = _Nuevos(self, ahora, para=f"estacion.{estacion}")
            cliente = nuevos.cliente(sitio, f"estacion.{estacion}")
            hechas.append(nuevos.cerrar(estacion, sitio, None, {sitio: cliente}))
        return hechas

    def revocar(self, para: str, ahora: datetime) -> int:
        """All that was given to that place and is not revoked yet; how many. Raises ErrorDeAutoridad."""
        suyos = [e for e in self.guardada.expedidos if e.para in (para, f"estacion.{para}")]
        if not suyos:
            quienes = ", ".join(sorted({e.para for e in self.guardada.expedidos})) or "nadie"
            raise ErrorDeAutoridad(f"A «{para[:60]}» no se le dio ningún certificado; a quien sí: {quienes}.")
        vivos = [e for e in suyos if not e.revocado]
        if vivos:
            hoy = en_utc(ahora)
            todos = [e.model_copy(update={"revocado": hoy}) if e in vivos else e for e in self.guardada.expedidos]
            self._cambiar(expedidos=tuple(todos), revocaciones=self.guardada.revocaciones + 1)
        return len(vivos)

    def revocados(self, sitio: str, ahora: datetime) -> str:
        """The list of that site's authority, in PEM."""
        series = [int(e.serie, 16) for e in self.guardada.expedidos if e.sitio == sitio and e.revocado]
        hasta = de_utc(self.guardada.hasta) + MAS_DE_LOS_REVOCADOS
        return pem(certificados.revocados(self.menor(sitio), series, self.guardada.revocaciones, ahora, hasta))

    def _cambiar(self, **cambios: object) -> None:
        nueva = self.guardada.model_copy(update=cambios)
        guardada.guardar(nueva, self.carpeta)
        self.guardada = nueva


@dataclass(slots=True)
class _Nuevos:
    """What one place is given at once: written down when it is whole."""

    autoridad: Autoridad
    ahora: datetime
    para: str
    _hechos: list[Expedido] = field(default_factory=list)

    def servidor(self, sitio: str) -> SerServidor:
        menor = self.autoridad.menor(sitio)
        nombre = nombre_del_servidor(sitio, self.autoridad.guardada.proceso)
        certificado, llave = self._expedir(sitio, nombre, Uso.SERVIDOR)
        pares = [ParDePrueba(certificado=c, llave=k) for c, k in (self._de_prueba(sitio, m) for m in ("", self._hoy))]
        return SerServidor(
            nombre=nombre, autoridad=pem(menor.certificado), certificado=certificado, llave=llave,
            revocados=self.autoridad.revocados(sitio, self.ahora), bueno=pares[0], malo=pares[1],
        )  # fmt: skip

    @property
    def _hoy(self) -> str:
        return en_utc(self.ahora)

    def _de_prueba(self, sitio: str, revocado: str) -> tuple[str, str]:
        """A client's of nobody; one that is revoked is in the list from now on."""
        hecho = self._expedir(sitio, PRUEBA, Uso.CLIENTE, revocado)
        suya = self.autoridad.guardada
        self.autoridad._cambiar(expedidos=(*suya.expedidos, *self._hechos), revocaciones=suya.revocaciones + 1)
        self._hechos.clear()
        return hecho

    def cliente(self, sitio: str, nombre: str) -> SerCliente:
        menor = self.autoridad.menor(sitio)
        certificado, llave = self._expedir(sitio, nombre, Uso.CLIENTE)
        servidor = nombre_del_servidor(sitio, self.autoridad.guardada.proceso)
        return SerCliente(nombre=servidor, autoridad=pem(menor.certificado), certificado=certificado, llave=llave)

    def tunel(self, de: str, nombre: str, uso: Uso) -> SerTunel:
        """By the centre's authority, whoever it is for; revoked with the certificate `de`."""
        menor, hasta = self.autoridad.menor(CENTRO), de_utc(self.autoridad.guardada.hasta) + MAS_DE_LA_NOCHE
        suyo = x509.load_pem_x509_certificate(de.encode())
        certificado, llave = certificados.expedir_tunel(menor, suyo, nombre, uso, self.ahora, hasta)
        return SerTunel(certificado=certificado, llave=pem(llave))

    def cerrar(
        self,
        para: str,
        sitio: str,
        servidor: SerServidor | None,
        clientes: dict[str, SerCliente],
        tunel: SerTunel | None = None,
    ) -> IdentificacionDeLugar:
        suya = self.autoridad.guardada
        self.autoridad._cambiar(expedidos=(*suya.expedidos, *self._hechos))
        return IdentificacionDeLugar(
            version=1, para=para, sitio=sitio, lista=suya.lista, firma=suya.firma, raiz=suya.raiz,
            servidor=servidor, clientes=clientes, tunel=tunel,
        )  # fmt: skip

    def _expedir(self, sitio: str, nombre: str, uso: Uso, revocado: str = "") -> tuple[str, str]:
        hasta = de_utc(self.autoridad.guardada.hasta) + MAS_DE_LA_NOCHE
        certificado, llave = certificados.expedir(self.autoridad.menor(sitio), nombre, uso, self.ahora, hasta)
        self._hechos.append(
            Expedido(
                serie=f"{certificado.serial_number:040x}",
                sitio=sitio,
                nombre=nombre,
                uso=uso,
                para=PRUEBA if nombre == PRUEBA else self.para,
                vence=en_utc(hasta),
                revocado=revocado,
            )
        )
        return pem(certificado), pem(llave)


def crear(
    carpeta: Path, proceso: str, sitios: Iterable[str], hasta: datetime, frase: str, ahora: datetime
) -> Autoridad:
    """A root and one authority for the centre and for each of `sitios`. Raises ErrorDeAutoridad, FraseIncorrecta,
    OSError."""
    if (carpeta / guardada.ARCHIVO).exists():
        raise ErrorDeAutoridad(f"En {carpeta} ya hay una autoridad, y no se escribe sobre ella. Use otra carpeta.")
    if hasta <= ahora:
        raise ErrorDeAutoridad(f"El proceso acabaría el {hasta:%Y-%m-%d}, que ya pasó. Revise --hasta.")
    dura = hasta + MAS_DE_LOS_REVOCADOS
    menores = {s: certificados.nueva_autoridad(f"autoridad {s}", proceso, ahora, dura) for s in (CENTRO, *sitios)}
    textos = {sitio: pem(menor.certificado) for sitio, menor in menores.items()}
    lista = json.dumps(
        {"proceso": proceso, "hasta": en_utc(hasta), "autoridades": {s: huella(t) for s, t in textos.items()}},
        sort_keys=True,
    )
    llaves = {RAIZ: certificados.nueva_llave()} | {sitio: menor.llave for sitio, menor in menores.items()}
    raiz = llaves[RAIZ]
    nueva = AutoridadGuardada(
        version=1,
        hasta=en_utc(hasta),
        lista=lista,
        firma=raiz.sign(lista.encode(), ec.ECDSA(hashes.SHA256())).hex(),
        raiz=_publica(raiz),
        autoridades=textos,
        selladas=sellado.sellar({nombre: pem(llave) for nombre, llave in llaves.items()}, frase),
        revocaciones=0,
        expedidos=(),
    )
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    guardada.guardar(nueva, carpeta)
    return Autoridad(carpeta, nueva, llaves)


def abrir(carpeta: Path, frase: str) -> Autoridad:
    """Raises ErrorDeAutoridad, FraseIncorrecta, OSError."""
    suya = guardada.leer(carpeta)
    exigir_lista(suya, carpeta)
    llaves = {nombre: _privada(texto) for nombre, texto in sellado.abrir(suya.selladas, frase).items()}
    return Autoridad(carpeta, suya, llaves)


def exigir_lista(suya: AutoridadGuardada, carpeta: Path) -> None:
    """Raises ErrorDeAutoridad unless the root signed the authorities that stand in the file."""
    dichas = {sitio: huella(texto) for sitio, texto in suya.autoridades.items()}
    try:
        firmadas = leer_lista(suya.lista, suya.firma, suya.raiz)
    except ValueError:
        firmadas = {}
    if firmadas != dichas:
        raise ErrorDeAutoridad(
            f"Las autoridades de {carpeta} no son las que firmó su raíz: alguien cambió el archivo. "
            "Recupérelo de su respaldo."
        )


def _publica(llave: LlaveP256) -> str:
    crudo = llave.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return crudo.decode("ascii")


def _privada(texto: str) -> LlaveP256:
    llave = serialization.load_pem_private_key(texto.encode(), None)
    assert isinstance(llave, ec.EllipticCurvePrivateKey)
    return llave
