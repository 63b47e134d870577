"""One certificate in two places is told by what its sessions did, and never by an address alone."""

from datetime import UTC, datetime, timedelta

from central.nodo.gemelos import SesionCifrada, en_dos

T = datetime(2027, 6, 6, 20, tzinfo=UTC)


def sesion(desde: str, empezo: int, hizo: int) -> SesionCifrada:
    return SesionCifrada(desde, T + timedelta(seconds=empezo), T + timedelta(seconds=hizo))


def test_dos_maquinas_que_hacen_algo_a_la_vez() -> None:
    dos = [sesion("10.0.0.1", 0, 30), sesion("10.0.0.2", 10, 29), sesion("10.0.0.2", 12, 30)]
    assert list(en_dos(dos)) == [("10.0.0.1", "10.0.0.2")]
    assert list(en_dos([*dos, sesion("10.0.0.3", 5, 31)])) == [
        ("10.0.0.1", "10.0.0.2"), ("10.0.0.1", "10.0.0.3"), ("10.0.0.2", "10.0.0.3"),
    ]  # fmt: skip


def test_la_que_cambio_de_direccion_y_volvio_no() -> None:
    tres = [sesion("10.0.0.1", 0, 9), sesion("10.0.0.2", 10, 19), sesion("10.0.0.1", 20, 99)]
    assert not list(en_dos(tres)) and not list(en_dos(tres[::-1]))


def test_varias_de_una_misma_maquina_no() -> None:
    assert not list(en_dos([sesion("10.0.0.1", 0, 30), sesion("10.0.0.1", 1, 31)]))


def test_lo_ultimo_de_una_que_se_cruza_con_la_primera_de_la_otra_no() -> None:
    assert not list(en_dos([sesion("10.0.0.1", 0, 11), sesion("10.0.0.2", 10, 40)]))
