"""What the control room orders: done by the centre's signature, with the coordinator's own beside it, or not at all."""

import inspect
from collections.abc import Iterator
from dataclasses import replace

import pytest

from central.mando import contingencia
from central.mando.dos_personas import OrdenPropuesta
from central.mando.fase import Declarada
from central.mando.ordenes import Ordenes
from central.marco.conexion import NodoAbierto
from central.sala.acceso import ESTACION
from central.tablero.consulta import Tomado, tomados
from prep.domain.hechos.hechos import Acopio, Imagen, NombreFase
from prep.net.identidad import Llave
from prep.services.estacion.errores import NoProcede, SinPermiso
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.sesion import PERMISOS, Sesion
from prep.services.nodo.tipos import OperadorConocido
from tests.central.conftest import LLAVE_CATD, OPERADOR, Mando, clave, puesto_de
from tests.dos_personas import CARMEN, DAVID, sesion_de
from tests.store import ejemplos

DICHAS = (
    "SELECT operador, estacion, acta, cuerpo::jsonb ->> 'texto' FROM prep.hecho"
    " WHERE tipo = 'INCIDENCIA' AND cuerpo::jsonb ->> 'codigo' = 'ORDEN_DE_SALA' ORDER BY recibido"
)
CUSTODIAS = "SELECT acta, custodia FROM prep.acta_estado WHERE custodia = 'CCV' ORDER BY 1"
ACCIONES = [n for n, _ in inspect.getmembers(Ordenes, inspect.isfunction) if not n.startswith("_")]


def sesion(llave: Llave = LLAVE_CATD, *roles: str) -> Sesion:
    conocida = OperadorConocido(OPERADOR, "Ana", llave.publica, "{}", roles or ("coordinacion",))
    return Sesion(conocida, FirmaDeSesion(OPERADOR, ESTACION, ejemplos.PROCESO, llave))


@pytest.fixture
def puesto(mando: Mando) -> Iterator[NodoAbierto]:
    with puesto_de(mando) as abierto:
        yield abierto


@pytest.fixture
def ordenes(puesto: NodoAbierto) -> Ordenes:
    return Ordenes(puesto, sesion())


def dichas(mando: Mando) -> list[tuple[object, ...]]:
    """Who ordered what, once the árbitro has believed all that was signed."""
    mando.procesar()
    assert mando.filas("SELECT razon FROM prep.cuarentena") == []
    return mando.filas(DICHAS)


def tomadas(puesto: NodoAbierto) -> list[Tomado]:
    with puesto.mirar() as conn:
        return tomados(conn)


def test_cada_orden_pide_su_permiso_y_no_hay_permisos_de_mas(puesto: NodoAbierto) -> None:
    assert {f"sala.{nombre}" for nombre in ACCIONES} == {p for p in PERMISOS if p.startswith("sala.")}
    ajena = Ordenes(puesto, sesion(LLAVE_CATD, "captura", "mesa"))
    for nombre in ACCIONES:
        with pytest.raises(SinPermiso, match="coordinacion"):
            getattr(ajena, nombre)()


def test_una_fase_la_firma_el_centro_y_quien_la_ordeno(mando: Mando, ordenes: Ordenes) -> None:
    hecha = ordenes.fase(NombreFase.CEROS)
    assert isinstance(hecha, Declarada)
    assert hecha.acta.read_bytes().startswith(b"%PDF") and len(hecha.sha256) == 64
    assert dichas(mando) == [(OPERADOR, ESTACION, "", "Fase «ceros».")]
    assert mando.filas("SELECT operador FROM prep.hecho WHERE tipo = 'FASE'") == [("centro",)]


def test_una_fase_fuera_de_orden_no_deja_nada(mando: Mando, puesto: NodoAbierto) -> None:
    with pytest.raises(NoProcede, match="sigue «ceros»"):
        Ordenes(puesto, sesion_de(CARMEN, ejemplos.PROCESO)).fase(NombreFase.PUBLICAR)
    assert mando.filas("SELECT count(*) FROM prep.hecho") == [(0,)]


def test_quien_coordina_en_un_catd_no_ordena_en_el_centro(mando: Mando, ordenes: Ordenes) -> None:
    ordenes.fase(NombreFase.CEROS)
    with pytest.raises(NoProcede, match="Ana no es de la coordinación del centro"):
        ordenes.fase(NombreFase.ABRIR)


def test_cerrar_con_trabajo_pendiente_se_niega_y_con_motivo_procede(mando: Mando, puesto: NodoAbierto) -> None:
    for nombre in (NombreFase.CEROS, NombreFase.ABRIR, NombreFase.PUBLICAR, NombreFase.ULTIMO):
        assert mando.de_dos("fase", nombre) == 0
        mando.procesar()
    mando.tomar(clave(1))
    carmen, david = (Ordenes(puesto, sesion_de(quien, ejemplos.PROCESO)) for quien in (CARMEN, DAVID))
    with pytest.raises(NoProcede, match="Quedan 1 trabajos"):
        carmen.fase(NombreFase.CERRAR)
    propuesta = carmen.fase(NombreFase.CERRAR, "se acabó el plazo")
    assert isinstance(propuesta, OrdenPropuesta) and "se acabó el plazo" in propuesta.dice
    assert "Fase «cerrar»" in david.conforme(propuesta, lambda hechas, de: None)[0]


def test_liberar_dice_quien_la_tenia_y_quien_lo_ordeno(mando: Mando, puesto: NodoAbierto, ordenes: Ordenes) -> None:
    mando.tomar(clave(1))
    (suyo,) = tomadas(puesto)
    (linea,) = ordenes.liberar(suyo, "se fue la luz")
    assert OPERADOR in linea
    dicha = f"Liberar el acta, que tiene {OPERADOR}: se fue la luz."
    assert dichas(mando) == [(OPERADOR, ESTACION, clave(1), dicha)]
    assert ordenes.liberar(suyo, "otra vez") == []
    assert len(dichas(mando)) == 1, "donde no se hizo nada no se dice que se ordenó"


def test_liberar_a_quien_se_fue_no_toca_a_quien_captura_la_misma_acta_ni_a_quien_la_tomo_despues(
    mando: Mando, puesto: NodoAbierto, ordenes: Ordenes
) -> None:
    for quien in (OPERADOR, "beto"):
        mando.tomar(clave(1), operador=quien)
    (suyo,) = (t for t in tomadas(puesto) if t.operador == OPERADOR)
    assert len(ordenes.liberar(suyo, "se fue")) == 1
    assert [t.operador for t in tomadas(puesto)] == ["beto"]
    mando.filas(
        "UPDATE prep.trabajo SET operador = 'caro', estacion = %s, toma = gen_random_uuid(),"
        " expira = clock_timestamp() + interval '40 s' WHERE id = %s",
        *(ESTACION, suyo.id),
    )
    assert ordenes.liberar(suyo, "el tablero era de hace un momento") == []
    assert sorted(t.operador for t in tomadas(puesto)) == ["beto", "caro"]


def test_atender_una_alarma_queda_dicho_con_lo_que_se_hizo(mando: Mando, ordenes: Ordenes) -> None:
    assert mando.de_dos("fase", "ceros") == 0  # before it there may be no fact: tests/central/mando/test_antes.py
    mando.filas(
        "INSERT INTO prep.alarma (codigo, acta, texto)"
        " VALUES ('CUARENTENA', %s, 'Firma.'), ('REPLICA', 'sobre', 'Se detiene.')",
        clave(1),
    )
    with pytest.raises(NoProcede, match="qué se hizo"):
        ordenes.atender(1, "  ")
    assert ordenes.atender(1, "se repuso la estación") and ordenes.atender(2, "volvió el enlace")
    assert not ordenes.atender(1, "otra vez"), "alguien la atendió antes"
    assert mando.filas("SELECT count(*) FROM prep.alarma WHERE atendida IS NULL") == [(0,)]
    assert [(fila[2], "se repuso" in str(fila[3])) for fila in dichas(mando)] == [(clave(1), True), ("", False)]


def test_una_llave_que_no_es_la_de_la_persona_se_aparta(mando: Mando, puesto: NodoAbierto) -> None:
    mando.tomar(clave(1))
    Ordenes(puesto, sesion(Llave(b"x" * 32))).liberar(tomadas(puesto)[0], "no soy yo")
    mando.procesar()
    assert mando.filas("SELECT count(*) FROM prep.cuarentena") == [(1,)]


def test_la_contingencia_da_al_ccv_lo_no_registrado_y_se_deshace(mando: Mando, puesto: NodoAbierto) -> None:
    carmen, david = (Ordenes(puesto, sesion_de(quien, ejemplos.PROCESO)) for quien in (CARMEN, DAVID))
    for seccion in (1, 3, 5):
        mando.entregar(clave(seccion), Acopio("01", "D"))
    mando.entregar(clave(3), Imagen("a" * 64, "ESCANER", "01"))
    mando.entregar(clave(5), Imagen("b" * 64, "ESCANER", "01"))
    mando.procesar()
    mando.filas("UPDATE prep.acta_estado SET etapa = 'VERIFICADA' WHERE acta = %s", clave(5))
    partes: list[tuple[int, int]] = []
    propuesta = carmen.contingencia("01", "se inundó")
    assert mando.filas(CUSTODIAS) == [], "sola no hace nada"
    dicho = david.conforme(propuesta, lambda hechas, de: partes.append((hechas, de)))
    assert dicho == ["Contingencia del CATD 01: 11 actas pasan al CCV."]
    assert partes == [(11, 11)] and dichas(mando) == []
    assert len(mando.filas(CUSTODIAS)) == 11 and (clave(5), "CCV") not in mando.filas(CUSTODIAS)
    assert mando.filas("SELECT DISTINCT sitio FROM prep.trabajo WHERE acta = %s AND terminado IS NULL", clave(3)) == [
        ("CCV",)
    ], "el trabajo que había abierto lo tiene ahora el CCV"
    with pytest.raises(NoProcede, match="no tiene actas sin registrar"):
        carmen.contingencia("01", "otra vez")
    vuelta = david.regreso("01")
    assert carmen.conforme(vuelta, lambda hechas, de: None) == ["Regreso del CATD 01: 11 actas."]
    assert dichas(mando) == []
    assert mando.filas(CUSTODIAS) == []
    assert mando.filas("SELECT DISTINCT sitio FROM prep.trabajo WHERE acta = %s AND terminado IS NULL", clave(3)) == [
        ("01",)
    ]


def test_una_contingencia_a_medias_se_termina_con_el_conforme_que_tiene(mando: Mando, puesto: NodoAbierto) -> None:
    carmen, david = (Ordenes(puesto, sesion_de(quien, ejemplos.PROCESO)) for quien in (CARMEN, DAVID))
    propuesta = carmen.contingencia("01", "se inundó")
    otra = carmen.contingencia("02", "se inundó")
    leida = replace(otra, acuerdo=replace(otra.acuerdo, n=propuesta.n))  # the base gave another text under that number
    for responder in (lambda: david.conforme(leida, lambda hechas, de: None), lambda: david.rechazo(leida, "no")):
        with pytest.raises(NoProcede, match="ya no es la que leyó"):
            responder()

    def se_cae(hechas: int, de: int) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(contingencia, "PARTE", 5)
        with pytest.raises(KeyboardInterrupt):
            david.conforme(propuesta, se_cae)
    mando.procesar()
    assert len(mando.filas(CUSTODIAS)) == 5
    with pytest.raises(NoProcede, match="ya tiene el conforme"):
        david.rechazo(propuesta, "ya no")
    assert carmen.conforme(propuesta, lambda hechas, de: None) == [
        f"Contingencia del CATD 01: {12 - 5} actas pasan al CCV."
    ]
    assert dichas(mando) == [] and len(mando.filas(CUSTODIAS)) == 12
    with pytest.raises(NoProcede, match="ya se cumplió"):
        david.conforme(propuesta, lambda hechas, de: None)


@pytest.mark.parametrize(("centro", "motivo"), [("CCV", "x"), ("99", "x"), ("01", " "), ("01", "x" * 501)])
def test_una_contingencia_sin_catd_o_sin_motivo_no_procede(
    mando: Mando, puesto: NodoAbierto, centro: str, motivo: str
) -> None:
    with pytest.raises(NoProcede, match=r"CATD|motivo"):
        Ordenes(puesto, sesion_de(CARMEN, ejemplos.PROCESO)).contingencia(centro, motivo)
    assert mando.filas("SELECT count(*) FROM prep.hecho") == [(0,)]
