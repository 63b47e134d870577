"""What comes down to a node: the centre's facts and those of its actas made elsewhere; all again to a new node."""

import hashlib
import socket
import threading

import psycopg
import pytest

from central.nodo.centro import CENTRO
from central.ordenes.conciliar import decir
from central.sitios.alta import dar_de_alta
from central.sitios.bajada import bajar_miradas, traer_imagenes
from central.sitios.centro_remoto import NodoReemplazado, conectar
from central.sitios.conciliar import conciliar
from prep.domain.hechos.hechos import Acopio, Captura, Custodia, Fase, Fuente, Imagen, NombreFase
from tests.central.arbitro.escena import CAMPOS
from tests.central.sitios.conftest import Par, Sitios
from tests.espera import hasta
from tests.store.ejemplos import acta

CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"


def test_bajan_las_fases_y_lo_de_sus_actas_y_nada_mas(par: Par) -> None:
    suya, ajena = acta(1).clave, acta(2).clave
    antes = par.nodo.valor(CUANTOS, "")
    par.centro.escena.hacer(CENTRO, "", Fase(NombreFase.CEROS, ()), Fuente.CENTRO)
    par.centro.escena.hacer(CENTRO, suya, Imagen("a" * 64, "MOVIL", "CCV", "cae"), Fuente.CASILLA)
    par.centro.escena.hacer(CENTRO, ajena, Imagen("b" * 64, "MOVIL", "CCV", "cae"), Fuente.CASILLA)
    assert par.sitios.bajar(par.alta, par.nodo) == 2
    assert (par.nodo.valor(CUANTOS, ""), par.nodo.valor(CUANTOS, suya), par.nodo.valor(CUANTOS, ajena)) == (
        antes + 1,
        1,
        0,
    )
    assert par.sitios.bajar(par.alta, par.nodo) == 0
    par.centro.escena.correr()
    par.nodo.escena.correr()
    assert par.nodo.escena.etapa(suya) == par.centro.escena.etapa(suya) == "DIGITALIZADA"
    assert par.nodo.valor("SELECT count(*) FROM prep.trabajo WHERE acta = %s", suya) == 0  # the CCV has its custody
    assert par.centro.valor("SELECT count(*) FROM prep.trabajo WHERE acta = %s", suya) == 2


def test_lo_que_bajo_no_vuelve_a_subir(par: Par) -> None:
    clave, testigo = acta(3).clave, acta(5).clave
    par.centro.escena.hacer(CENTRO, clave, Imagen("c" * 64, "MOVIL", "CCV", "cae"), Fuente.CASILLA)
    par.sitios.bajar(par.alta, par.nodo)
    par.nodo.escena.hacer(1, testigo, Acopio("01", "D"))
    hasta(lambda: par.centro.valor(CUANTOS, testigo) == 1)
    assert par.centro.hechos(clave) == {("IMAGEN", "CENTRO")}
    assert par.centro.valor("SELECT count(*) FROM prep.alarma") == 0


def test_lo_que_no_se_puede_guardar_se_avisa_y_lo_demas_baja(par: Par) -> None:
    """One of them breaks a rule that only this base has: the rest comes down and the centre owes nothing."""
    mala, buena = acta(11).clave, acta(13).clave
    regla = f"ALTER TABLE prep.hecho ADD CONSTRAINT solo_aqui CHECK (acta <> '{mala}')"
    with psycopg.connect(par.nodo.cluster.dsn("prep_admin"), autocommit=True) as admin:
        admin.execute(regla.encode())
        for clave, huella in ((buena, "d"), (mala, "e"), (buena, "f")):
            par.centro.escena.hacer(CENTRO, clave, Imagen(huella * 64, "MOVIL", "CCV", "cae"), Fuente.CASILLA)
        assert par.sitios.bajar(par.alta, par.nodo) == 3
        assert (par.nodo.valor(CUANTOS, buena), par.nodo.valor(CUANTOS, mala)) == (2, 0)
        textos = [t for (t,) in par.nodo.escena.base.dueno("SELECT texto FROM prep.alarma WHERE codigo = 'BAJADA'")]
        assert len(textos) == 1 and "CheckViolation" in textos[0]
        assert par.centro.valor("SELECT count(*) FROM prep.bajada WHERE nodo = 'CATD01'") == 0
        admin.execute("ALTER TABLE prep.hecho DROP CONSTRAINT solo_aqui")
    conciliar(par.centro.cluster, "01")
    assert par.sitios.bajar(par.alta, par.nodo) == 1
    assert par.nodo.valor(CUANTOS, mala) == 1


def test_quien_toma_la_custodia_recibe_todo_lo_del_acta(par: Par) -> None:
    clave = acta(4).clave  # of CATD 02, which has no node: its facts are at the centre
    par.centro.escena.base.dueno("INSERT INTO prep.cae VALUES (%s, 'cae')", clave)
    par.centro.escena.hacer(1, clave, Acopio("02", "D"))
    assert par.sitios.bajar(par.alta, par.nodo) == 0
    par.centro.escena.hacer(CENTRO, clave, Custodia("01", "CONTINGENCIA"), Fuente.CENTRO)
    assert par.sitios.bajar(par.alta, par.nodo) == 4, "con la propuesta y el conforme de quienes lo ordenaron"
    assert par.nodo.hechos(clave) == {("ACOPIO", "CENTRO"), ("CUSTODIA", "CENTRO")}


def test_un_nodo_no_ve_tablas_del_centro_ni_lo_de_otros(par: Par) -> None:
    with conectar(par.alta.paquete) as centro:
        for prohibida in ("prep.hecho", "prep.operador", "prep.nodo", "prep.bajada", "pg_catalog.pg_subscription"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                centro.conexion.execute(f"SELECT * FROM {prohibida}")
        selladas = {o.operador: o.sellada for o in centro.operadores()}
        assert selladas["centro"] == "" and selladas["op-01-1"] == "{}"


def test_un_hecho_que_la_replica_no_trajo_lo_trae_conciliar(par: Par) -> None:
    clave = acta(7).clave
    with psycopg.connect(par.centro.cluster.dsn("prep_admin"), autocommit=True) as admin:
        for flujo in ("hechos", "imagenes"):
            admin.execute(f"ALTER SUBSCRIPTION {flujo}_catd01 DISABLE")
        par.nodo.escena.hacer(1, clave, Acopio("01", "D"))
        huella = hashlib.sha256(b"foto").hexdigest()
        with par.nodo.escena.base.conectar("est-01-1") as estacion:
            estacion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, clave, b"foto"))
        (hallada,) = conciliar(par.centro.cluster, "01")
        assert (hallada.subidos, hallada.imagenes, hallada.perdidos, hallada.entera) == (1, 1, 0, False)
        assert par.centro.hechos(clave) == {("ACOPIO", "CATD01")}
        assert conciliar(par.centro.cluster, "01")[0].entera
        for flujo in ("hechos", "imagenes"):
            admin.execute(f"ALTER SUBSCRIPTION {flujo}_catd01 ENABLE")
    testigo = acta(9).clave
    par.nodo.escena.hacer(1, testigo, Acopio("01", "D"))
    hasta(lambda: par.centro.valor(CUANTOS, testigo) == 1)  # and the stream, that brings it again, goes on
    assert conciliar(par.centro.cluster)[0].entera


def test_de_un_nodo_que_contesta_cualquier_cosa_se_dice_y_a_los_demas_se_les_trae(par: Par) -> None:
    clave = acta(19).clave
    dar_de_alta(par.centro.cluster, "02", False)
    with socket.create_server(("127.0.0.1", 0)) as impostor:
        par.centro.escena.base.dueno(
            "UPDATE prep.nodo SET servidor = '127.0.0.1', puerto = %s WHERE catd = '02'", impostor.getsockname()[1]
        )
        hilo = threading.Thread(target=_contestar, args=(impostor,))
        hilo.start()
        with psycopg.connect(par.centro.cluster.dsn("prep_admin"), autocommit=True) as admin:
            admin.execute("ALTER SUBSCRIPTION hechos_catd01 DISABLE")
            par.nodo.escena.hacer(1, clave, Acopio("01", "D"))
            primero, segundo = conciliar(par.centro.cluster)
            admin.execute("ALTER SUBSCRIPTION hechos_catd01 ENABLE")
        hilo.join()
    assert (primero.nodo, primero.subidos, primero.falla) == ("CATD01", 1, "")
    assert (segundo.nodo, segundo.entera) == ("CATD02", False)
    assert (
        decir(segundo).startswith("CATD02: no se pudo comparar con el de 127.0.0.1:") and decir(segundo).isprintable()
    )
    assert par.centro.hechos(clave) == {("ACOPIO", "CATD01")}


def _contestar(impostor: socket.socket) -> None:
    """Each connection is answered with what no server says, terminal's orders in it."""
    impostor.settimeout(10)
    conexion, _ = impostor.accept()
    with conexion:
        conexion.recv(1_000)
        conexion.sendall(b"E\x00\x00\x00\x2aSFATAL\x00C28000\x00M\x1b[2Jborrada \x07la pantalla\x00\x00" + b"?" * 99)


def test_un_nodo_muere_y_el_que_toma_su_lugar_recupera_todo(sitios: Sitios) -> None:
    clave, otra = acta(1).clave, acta(3).clave
    vieja = sitios.alta()
    viejo = sitios.unir(vieja)
    imagen = b"una foto"
    huella = hashlib.sha256(imagen).hexdigest()
    with viejo.escena.base.conectar("est-01-1") as estacion:
        estacion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, clave, imagen))
    perdidos = [viejo.escena.hacer(1, clave, Acopio("01", "D")),
                viejo.escena.hacer(1, clave, Imagen(huella, "ESCANER", "01")),
                viejo.escena.hacer(2, clave, Captura(1, huella, (1,) * CAMPOS, "ACTA PREP", clave))]  # fmt: skip
    hasta(lambda: sitios.centro.valor(CUANTOS, clave) == 3)
    hasta(lambda: sitios.centro.valor("SELECT count(*) FROM prep.imagen") == 1)
    with psycopg.connect(sitios.centro.cluster.dsn("prep_admin"), autocommit=True) as admin:
        admin.execute("ALTER SUBSCRIPTION hechos_catd01 DISABLE")  # the link is down: this one never left the node
    solo_en_estacion = viejo.escena.hacer(1, otra, Acopio("01", "D"))
    viejo.cluster.borrar()

    nueva = sitios.alta(reemplazar=True)
    assert (nueva.cercados, nueva.paquete.nombre.nodo, nueva.pendientes) == (("CATD01",), "CATD01.2", 3)
    nuevo = sitios.unir(nueva)
    assert sitios.bajar(nueva, nuevo) == 3
    nuevo.escena.correr()
    with conectar(nueva.paquete) as centro, psycopg.connect(nuevo.cluster.dsn("prep_arbitro")) as local:
        assert traer_imagenes(centro, local) == 1
    assert nuevo.valor("SELECT bytes FROM prep.imagen") == imagen
    for firmado in (*perdidos, solo_en_estacion):  # the stations deliver again all that they hold
        esperado = "nuevo" if firmado is solo_en_estacion else "ya estaba"
        assert nuevo.escena.entregar(firmado) == esperado
    nuevo.escena.captura(3, clave, huella)
    nuevo.escena.correr()
    hasta(lambda: sitios.centro.valor("SELECT count(*) FROM prep.hecho") == 5)
    sitios.centro.escena.correr()
    assert nuevo.escena.etapa(clave) == sitios.centro.escena.etapa(clave) == "VERIFICADA"
    assert sitios.centro.hechos(otra) == {("ACOPIO", "CATD01.2")}
    assert conciliar(sitios.centro.cluster)[0].entera
    with pytest.raises(NodoReemplazado, match="fue reemplazado"), conectar(vieja.paquete) as centro:
        centro.presentar("127.0.0.1", 1234, "")


def test_baja_lo_que_conviene_ver_de_nuevo_y_solo_lo_de_su_sitio_y_cuando_cambia(par: Par) -> None:
    lista = "SELECT corte, lista FROM prep.miradas"
    poner = "INSERT INTO prep.miradas VALUES (%s, %s, %s) ON CONFLICT (sitio) DO UPDATE SET corte = 2, lista = '[]'"
    with (
        conectar(par.alta.paquete, par.nodo.cluster.datos) as centro,
        par.nodo.escena.base.conectar("prep_arbitro") as aqui,
    ):
        bajar_miradas(centro, aqui, "01")
        assert aqui.execute(lista).fetchall() == []
        for sitio in ("01", "02"):
            par.centro.escena.base.dueno(poner, sitio, 1, '[{"acta": "X"}]')
        bajar_miradas(centro, aqui, "01")
        assert aqui.execute(lista).fetchall() == [(1, '[{"acta": "X"}]')]
        assert centro.miradas(1) is None, "ya la tiene"
        par.centro.escena.base.dueno(poner, "01", 2, "[]")
        bajar_miradas(centro, aqui, "01")
        assert aqui.execute(lista).fetchall() == [(2, "[]")]
        par.centro.escena.base.dueno("DELETE FROM prep.miradas WHERE sitio = '01'")
        bajar_miradas(centro, aqui, "01")
        assert aqui.execute(lista).fetchall() == [(0, "[]")], "lo que ya no se ofrece tampoco se ofrece aquí"
