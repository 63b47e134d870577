"""A node in which others work: figures, images, leases and a desk case that the attacking station must not reach."""

from hashlib import sha256

from prep.domain.hechos.hechos import Captura, Hecho
from tests.ataques.ataque import AJENA, CIFRAS_AJENAS
from tests.conftest import Nodo
from tests.store.ejemplos import acta, hecho
from tests.store.entregas import dar_trabajo, entregar, probados, reclamar, uno, verificar

ATACANTE, OPERADOR = "est-01-2", "op-01-2"
UNA, DISPUTADA, TOMADA = (acta(n).clave for n in (1, 3, 5))
HUELLA = sha256(AJENA).hexdigest()
DIEZ = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)


def ajena(clave: str, n: int) -> Hecho:
    """Person `n`'s captura of `clave`, with a rare total."""
    cuerpo = Captura(1, "", (*DIEZ, CIFRAS_AJENAS[n % 3]), "ACTA PREP", clave)
    return hecho(clave, cuerpo, operador=f"op-01-{n}", estacion=f"est-01-{n}")


def sembrar(nodo: Nodo) -> dict[str, str]:
    """UNA has its first captura, DISPUTADA is at a desk, TOMADA is being captured. Returns what attacks may know."""
    probados(nodo)
    nodo.dueno("DELETE FROM prep.sesion WHERE substr(estacion, 4) <> substr(operador, 3)")  # each at their own station
    with nodo.conectar("prep_arbitro") as arbitro:
        dar_trabajo(arbitro, [TOMADA], imagen=HUELLA)
        dar_trabajo(arbitro, [DISPUTADA], puestos=(0,), clase="MESA")
    with nodo.conectar("est-01-1") as primera:
        uno(primera, "SELECT estacion_v1.entregar_imagen(%s, %s, %s)", HUELLA, TOMADA, AJENA)
        suya = ajena(UNA, 1)
        entregar(primera, suya)
        tomado = reclamar(primera, "op-01-1")
    for n in (3, 4):
        with nodo.conectar(f"est-01-{n}") as otra:
            entregar(otra, ajena(DISPUTADA, n))
    with nodo.conectar("est-01-4") as cuarta:
        assert reclamar(cuarta, "op-01-4") is not None
    with nodo.conectar("est-01-5") as mesa:
        caso = reclamar(mesa, "op-01-5", "mesa")
    with nodo.conectar("prep_arbitro") as arbitro:
        dar_trabajo(arbitro, [UNA], puestos=(2,))
    verificar(nodo)
    assert tomado is not None and tomado[2] == TOMADA and caso is not None
    sabe = {"hecho": suya.id, "trabajo": tomado[0], "toma": tomado[1], "una": UNA, "disputada": DISPUTADA,
            "tomada": TOMADA, "huella": HUELLA}  # fmt: skip
    return {nombre: str(dato) for nombre, dato in sabe.items()}
