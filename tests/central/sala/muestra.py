"""A night in full swing as the board shows it: 33 CATD and the CCV, with what can go wrong at some of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from bench.pronostico import dibujar
from central.difusion.informe import InformeDePublicacion
from central.difusion.puntualidad import Puntualidad
from central.nodo.nombres import NombreNodo
from central.segunda.cuenta import ActaOfrecida, ActaVista, Fin, MiradasDeLaNoche
from central.sitios.salud import CAMINOS, Camino, Marcha, SaludDeNodo
from central.tablero.consulta import FaseVivida, Tomado
from central.tablero.estado_nodos import Nodos
from central.tablero.noche.cuello import Trecho
from central.tablero.noche.lectura import NocheSeguida
from central.tablero.noche.pronostico import Altura, pronosticar
from central.tablero.ritmo import Ritmo
from central.tablero.tablero import Avance, Corte, Sitio, Tablero
from prep.domain.catalogo.catalogo import CCV
from prep.domain.catalogo.curvas import CURVAS
from prep.domain.hechos.hechos import NombreFase
from prep.domain.hechos.indicio import Indicio, Sospecha
from prep.domain.reglas.mensajes import ME_ENTERO, SALA, TODOS, Mensaje, RespuestaDeMensaje

ELECCIONES = ("GUB", "DIP_LOC", "ALC")
LARGO = "maria.de.los.angeles.hernandez.y.rodriguez"


def avance(esperadas: int, parte: float, sin_acta: int = 0) -> Avance:
    """`parte` of them received, and less and less of each step after that."""
    pasos = [int(esperadas * parte * resta) for resta in (1.0, 0.97, 0.88, 0.84)]
    return Avance(esperadas, pasos[0], pasos[1], pasos[2], pasos[3], sin_acta)


def nodo(catd: str, ahora: datetime, *, callado: timedelta = timedelta(seconds=1), parado: bool = False) -> SaludDeNodo:
    camino = Camino(Marcha.DETENIDA, 3, ahora, ahora) if parado else Camino(Marcha.EN_MARCHA, 0, ahora, ahora)
    alta = ahora - timedelta(days=1)
    return SaludDeNodo(
        NombreNodo(catd), "ACTIVO", "10.0.0.7", 6543, alta, ahora - callado, "0009", 12, 0, 0,
        dict.fromkeys(CAMINOS, camino),
    )  # fmt: skip


def tablero(ahora: datetime) -> Tablero:
    """`ahora` in UTC. CATD 04 without beat, 09 with its replication stopped, 13 with alarms, 18 and 22 waiting long."""
    sitios: dict[str, Sitio] = {}
    for n in range(1, 34):
        centro = f"{n:02}"
        esperadas = 1_100 + n * 37 % 420
        suyo = avance(esperadas, 0.35 + n * 61 % 53 / 100, n % 5)
        esperan = suyo.recibidas - suyo.verificadas
        desde = ahora - timedelta(minutes=3 + n * 7 % 25)
        sitios[centro] = Sitio(
            centro, suyo, esperan, desde, 4 + n % 9, en_ccv=n * 13 % 90,
            nodo=nodo(centro, ahora) if n % 3 else None,
        )  # fmt: skip
    cambiado: dict[str, dict[str, Any]] = {
        "04": {"nodo": nodo("04", ahora, callado=timedelta(minutes=12)), "estaciones": 0, "alarmas": 2},
        "09": {"nodo": nodo("09", ahora, parado=True)},
        "13": {"alarmas": 12},
        "18": {"desde": ahora - timedelta(minutes=48)},
        "22": {"desde": ahora - timedelta(hours=3, minutes=5), "esperan": 1_204},
        "27": {"avance": Avance(1_188), "esperan": 0, "desde": None, "estaciones": 0},
        "31": {"avance": Avance(1_004, 990, 990, 990, 990, 14), "esperan": 0, "desde": None},
    }
    for centro, cambios in cambiado.items():
        de = sitios[centro]
        campos: dict[str, Any] = {campo: getattr(de, campo) for campo in Sitio.__dataclass_fields__}
        sitios[centro] = Sitio(**(campos | cambios))
    sitios[CCV] = Sitio(CCV, avance(24, 0.9), 268, ahora - timedelta(minutes=9), 22)
    return _con_totales(sitios, ahora)


def _con_totales(sitios: dict[str, Sitio], ahora: datetime) -> Tablero:
    campos = Avance.__dataclass_fields__
    suma = {campo: sum(getattr(s.avance, campo) for s in sitios.values()) for campo in campos}
    tercio = Avance(**{campo: n // 3 for campo, n in suma.items()})
    tomados = [
        Tomado(1, "GUB-001-0010-B01-00-A02-1", "CAPTURA", "CATD", 1, 1, LARGO, "captura-01-1",
               ahora - timedelta(minutes=12), ahora - timedelta(minutes=10)),
        Tomado(2, "ALC-014-4321-C02-00-A04-1", "MESA", "CASILLA", 2, 0, "beto.perez", "mesa-ccv-1",
               ahora - timedelta(seconds=40), ahora + timedelta(seconds=80)),
    ]  # fmt: skip
    hora = timedelta(hours=1)
    fases = [FaseVivida(f, ahora - hora * (4 - i)) for i, f in enumerate(list(NombreFase)[:3])]
    return Tablero(
        ahora, fases, Corte(7, ahora - timedelta(minutes=12), False), Avance(**suma), dict.fromkeys(ELECCIONES, tercio),
        sitios, tomados, alarmas=14, cola=37, cuarentena=2, fuera=3,
    )  # fmt: skip


def nodos(t: Tablero) -> Nodos:
    """What they said: nearly all up to date, CATD 07 and 20 behind, 04 silent."""
    vistos = [s.nodo for s in t.sitios.values() if s.nodo]
    faltan = {"07": (135, 20), "20": (1_204, 300)}
    return Nodos([_dicho(visto, *faltan.get(visto.nombre.catd, (0, 0))) for visto in vistos], "0009")


def _dicho(n: SaludDeNodo, cuantos: int, segundos: int) -> SaludDeNodo:
    if n.nombre.catd == "04":
        return replace(n, razon="no contestó a tiempo")
    octetos = cuantos * 600
    caminos = {
        cual: replace(
            camino, faltan=cuantos, octetos=octetos, segundos=segundos, retenido=octetos, guarda="bien", gravedad=0
        )
        for cual, camino in n.caminos.items()
    }
    return replace(n, caminos=caminos, contesta=True)


def miradas(ahora: datetime) -> MiradasDeLaNoche:
    """Two hours of a night: thirty looks, a third of them with an error, and twelve that wait in three sites."""
    clases = (Sospecha.COLUMNAS, Sospecha.RENGLONES, Sospecha.CIFRA, Sospecha.REPETIDA)
    indicios = [Indicio(clases[n % 4], 980 - 31 * n, 240 - 7 * n, ("PAN", "PRI")) for n in range(30)]
    fines = [Fin.CORREGIDA if n < 8 else Fin.OTRA_VEZ if n == 8 else Fin.BIEN for n in range(29)] + [Fin.ABIERTA]
    vistas = (
        ActaVista(f"A{n}", ahora - timedelta(minutes=4 * n), suyo, "", fin, suyo.votos if fin is Fin.CORREGIDA else 0)
        for n, (suyo, fin) in enumerate(zip(indicios, fines, strict=True))
    )
    esperan = (ActaOfrecida(("07", "CCV", "31")[n % 5 % 3], f"B{n}", indicios[n], "") for n in range(12))
    return MiradasDeLaNoche(tuple(vistas), tuple(esperan), 7, 31_204)


def noche(ahora: datetime) -> NocheSeguida:
    """Seven hours of a drawn night of thirty-three CATD, with what its stages had in the last half hour."""
    dibujada = dibujar(Random(7), CURVAS[0])
    hasta = 7 * 60
    ciudad = dibujada.muestras[: hasta + 1 : 5]
    centros = {f"{int(c) + 1:02}": suyas[: hasta + 1 : 5] for c, suyas in dibujada.centros.items()}
    esperadas = {f"{int(c) + 1:02}": cuantas for c, cuantas in dibujada.esperadas.items()}

    quieta = centros["22"][-1].registradas - 90  # nobody scans there any more
    centros["22"] = [Altura(m.minuto, m.recibidas, min(m.registradas, quieta)) for m in centros["22"]]

    def ritmo(suyas: Sequence[Altura], todas: int) -> Ritmo:
        antes, ultima = suyas[-4], suyas[-1]
        avance = Avance(todas, ultima.recibidas, ultima.recibidas, ultima.registradas, ultima.registradas)
        return Ritmo(avance, ultima.recibidas - antes.recibidas, ultima.registradas - antes.registradas)

    return NocheSeguida(
        ahora, ahora - timedelta(minutes=hasta), ciudad, centros, esperadas, CURVAS,
        pronosticar(ciudad, centros, esperadas, CURVAS),
        (Trecho("digitalización", 212, 2_904, 66), Trecho("captura", 1_848, 2_210, 131), Trecho("mesa", 37, 96, 9)),
        {"18": (Trecho("captura", 157, 40, 3, "captura"),), "22": (Trecho("digitalización", 212, 0, 0, "digitaliza"),)},
        ritmo(ciudad, sum(esperadas.values())), {c: ritmo(suyas, esperadas[c]) for c, suyas in centros.items()},
    )  # fmt: skip


def publicacion(ahora: datetime) -> InformeDePublicacion:
    """Of five targets, one behind; of twelve turns, one late and one without its cut."""

    def destino(nombre: str, clase: str, lleva: str, corte: int = 7, falla: str = "") -> dict[str, Any]:
        momento = (ahora - timedelta(minutes=7 + 20 * (7 - corte))).isoformat(timespec="seconds")
        return {"nombre": nombre, "clase": clase, "lleva": lleva, "corte": corte, "momento": momento, "falla": falla}

    turno = ahora - timedelta(minutes=67)
    porque = f"El corte de las {turno.astimezone():%H:%M} va tarde: sigue puesto el anterior."
    return InformeDePublicacion(
        True, 7, (ahora + timedelta(minutes=13)).isoformat(timespec="seconds"), None, "",
        [
            destino("portal", "s3", "sitio"), destino("respaldo", "azure", "sitio"),
            destino("en-casa", "carpeta", "todo"), destino("difusor-la-jornada", "carpeta", "paquetes"),
            destino("difusor-universidad-autonoma", "carpeta", "paquetes", 5, "Permiso denegado al escribir."),
        ],
        Puntualidad(9, ((turno, 6),), (turno + timedelta(minutes=20),), ((turno, porque),), 1_204),
    )  # fmt: skip


def mensajes(ahora: datetime) -> tuple[Mensaje, ...]:
    """Two people wait for an answer; a broadcast that almost all know, and one that nobody does."""

    def de(n: int, nombre: str, estacion: str, para: str, texto: str, *saben: RespuestaDeMensaje) -> Mensaje:
        cuando = ahora - timedelta(minutes=n)
        return Mensaje(
            UUID(int=n),
            nombre,
            nombre,
            estacion,
            estacion[1:3] if para == SALA else CCV,
            para,
            texto,
            cuando,
            cuando,
            saben,
        )

    todos = [
        RespuestaDeMensaje(f"op{n}", f"Operador {n}", f"e{sitio:02d}-{n}", f"{sitio:02d}", False, ahora, ME_ENTERO)
        for sitio in range(1, 32) for n in range(1, 5)
    ]  # fmt: skip
    dijo = RespuestaDeMensaje("eva", LARGO, "e07-3", "07", False, ahora, "Aquí se fue la luz; seguimos con la planta.")
    return (
        de(1, LARGO, "e07-1", SALA, "¿Mandan otro lector? El nuestro ya no prende."),
        de(3, LARGO, "e07-1", SALA, "Se cayó el lector de la estación 1."),
        de(2, "Beto Ruiz", "e12-2", SALA, "El paquete de la 4812 no ha llegado."),
        de(4, "Carmen Díaz", "sala", TODOS, "El corte de las 21:00 sale a las 21:10. Sigan igual.", dijo, *todos),
        de(6, "Carmen Díaz", "sala", "e12-2", "Llame al CCV, por favor."),
    )
