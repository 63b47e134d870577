"""Rows of who reaches the node by the network alone, of who administers a base, and of files; most have their tests."""

import socket
import stat
import struct

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

from central.nodo.claves import Claves
from tests.ataques.tabla.campo import Campo
from tests.ataques.tabla.fila import Fila, Quien, con_pruebas

A, R, F = Quien.ADMINISTRADOR, Quien.RED, Quien.ARCHIVO
COMPROBAR = "central/corte/test_comprobar.py::test_"
PRUEBA, LISTA = "central/arbitro/test_prueba.py::test_", "central/arbitro/test_lista.py::test_"
CORTE = "central/ordenes/test_corte.py::test_"
SSL, CANCELAR = 80_877_103, 80_877_102


def contrasenas_al_azar(campo: Campo) -> str:
    """#63: two hundred tries; each is refused, and the honest station goes on."""
    negadas = 0
    for n in range(200):
        dsn = make_conninfo(campo.catd.base.dsn("est-01-1"), password=f"no{n}")
        try:
            psycopg.connect(dsn).close()
        except psycopg.OperationalError as error:
            negadas += "password authentication failed" in str(error)
    campo.honesta()
    return f"{negadas} negadas"


def saludos_malos(campo: Campo) -> str:
    """What is no beginning of a session: lengths that are not, SSL that is not there, the cancelling of another's."""
    direccion = campo.catd.base.cluster.direccion
    malos = [
        b"\xff" * 8,
        struct.pack("!II", 8, SSL) + b"\x16\x03",
        struct.pack("!IIII", 16, CANCELAR, 1, 1),
        b"GET / HTTP/1.0\r\n\r\n",
    ]
    for malo in malos * 20:
        with socket.create_connection(direccion, 5) as enchufe:
            enchufe.sendall(malo)
    campo.honesta()
    return "los demás siguen"


def secretos_a_la_vista(campo: Campo) -> str:
    """#62: in command lines, environments and modes of files."""
    carpetas = [campo.centro.base.cluster.datos, campo.catd.base.cluster.datos]
    secretos = [str(clave) for carpeta in carpetas for clave in Claves(carpeta).asegurar(()).values()]
    for programa in campo.viva.programas:
        raiz = psutil.Process(programa.pid)
        for proceso in (raiz, *raiz.children(recursive=True)):
            dicho = " ".join((*proceso.cmdline(), *proceso.environ().values()))
            if any(secreto in dicho for secreto in secretos):
                return f"SE VE en {proceso.name()}"
    for carpeta in carpetas:
        for archivo in (*carpeta.glob("*.json"), *carpeta.glob("*.key"), *carpeta.glob("altas/*")):
            if stat.S_IMODE(archivo.stat().st_mode) & 0o077 and archivo.name in (
                "claves.json",
                "centro.key",
                "alta.json",
            ):
                return f"{archivo.name} ES DE TODOS"
    return "ninguno"


def quitar_alarmas(campo: Campo) -> str:
    """At its own base; the centre keeps its own."""
    with campo.al_centro() as centro:
        centro.latir(0, 2**63 - 1, bytes(32), 0)
    campo.como_admin("DELETE FROM prep.alarma")
    return campo.alarma("NODO_CADENA")


def sin_arbitro(campo: Campo) -> str:
    """The árbitro of the node is ended with its session; it comes back by itself."""
    campo.como_admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'prep_arbitro'")
    campo.honesta()
    return "vuelve"


FILAS = [
    con_pruebas("31", R, "trescientas conexiones que no dicen quién es", "ataques/test_portero.py"),
    con_pruebas("32", R, "un impostor que pide la contraseña en claro", "services/nodo/test_impostor.py"),
    Fila("63", R, "doscientas contraseñas al azar de otra estación", "200 negadas", contrasenas_al_azar),
    Fila("142", R, "saludos que no son de PostgreSQL", "los demás siguen", saludos_malos),
    con_pruebas(
        "143",
        R,
        "anunciar nodos que no son",
        "net/test_descubrimiento.py::test_lo_que_anuncia_cualquiera_no_es_un_nodo",
    ),
    con_pruebas(
        "144", R, "leer en el cable las cifras de la primera captura", "services/nodo/test_ciega_en_el_cable.py"
    ),
    con_pruebas(
        "44",
        F,
        "envíos de teléfono hostiles en su carpeta",
        "malos/test_casilla.py",
        "central/casilla/test_carpeta.py",
        "central/casilla/test_jpeg.py",
    ),
    con_pruebas("45", F, "un escáner que contesta bombas, desvíos y mentiras", "devices/test_escl.py"),
    con_pruebas(
        "46",
        F,
        "un escáner que contesta un byte cada vez",
        "devices/test_escl.py::test_quien_contesta_a_gotas_no_detiene_a_la_estacion",
    ),
    con_pruebas(
        "47", F, "un byte cambiado de lo publicado", COMPROBAR + "cualquier_byte_cambiado_en_cualquier_archivo_se_halla"
    ),
    con_pruebas(
        "48", F, "un corte firmado con otra llave", COMPROBAR + "un_corte_rehecho_entero_con_otra_llave_se_halla"
    ),
    con_pruebas(
        "49",
        F,
        "todos firmados otra vez, y comprobar sin llave de otra parte",
        CORTE + "sin_la_llave_de_otra_parte_nunca_sale_bien",
    ),
    con_pruebas(
        "50",
        F,
        "quitar el primer corte, cambiarlos de lugar, agregar archivos",
        COMPROBAR + "un_corte_quitado_del_medio_o_del_final_se_halla",
        COMPROBAR + "un_archivo_que_el_manifiesto_no_nombra_se_halla",
    ),
    con_pruebas(
        "51", F, "quitar el último corte", COMPROBAR + "quien_guardo_un_manifiesto_nota_que_falta_el_ultimo_corte"
    ),
    con_pruebas(
        "52",
        F,
        "«actual» que apunta a otra carpeta",
        COMPROBAR + "un_corte_en_otra_carpeta_no_se_muestra_como_el_ultimo",
    ),
    con_pruebas(
        "53",
        A,
        "el último corte rehecho con la llave del centro",
        COMPROBAR + "quien_guardo_un_manifiesto_nota_que_el_ultimo_se_firmo_otra_vez",
    ),
    con_pruebas(
        "53b",
        F,
        "un voto cambiado en el zip",
        "central/ordenes/test_verificar.py::test_sale_con_3_y_dice_cada_diferencia",
    ),
    con_pruebas(
        "54", F, "archivos sueltos junto a los cortes", COMPROBAR + "lo_suelto_en_la_raiz_y_entre_los_cortes_se_nombra"
    ),
    con_pruebas("55", A, "cambiar el cuerpo de un hecho", "central/arbitro/test_reconstruir.py"),
    con_pruebas(
        "56",
        A,
        "borrar los hechos de un acta",
        "central/arbitro/test_reconstruir.py::test_una_cadena_danada_se_dice_donde_y_una_vez",
    ),
    con_pruebas(
        "57",
        A,
        "borrarlos y rehacer la cadena",
        PRUEBA + "un_acta_borrada_con_la_cadena_rehecha_la_delata_un_manifiesto_guardado",
    ),
    con_pruebas(
        "58",
        A,
        "cambiar lo que nadie firma de un hecho",
        PRUEBA + "lo_que_el_nodo_dice_de_un_hecho_esta_bajo_la_cadena",
    ),
    con_pruebas("59", A, "esconderle un hecho al árbitro", PRUEBA + "un_hecho_que_nadie_tomo_en_cuenta_se_nombra"),
    con_pruebas(
        "60", A, "apartar a mano un hecho encadenado", PRUEBA + "un_hecho_encadenado_y_apartado_a_mano_se_nombra"
    ),
    con_pruebas(
        "61",
        A,
        "cambiar las llaves públicas de dos personas",
        LISTA + "una_llave_cambiada_en_la_base_alarma_y_lo_que_firma_se_aparta_hasta_que_se_repone",
    ),
    Fila("62", A, "secretos en procesos, ambientes y modos de archivos", "ninguno", secretos_a_la_vista),
    con_pruebas("64", F, "un candidato que es una fórmula de hoja de cálculo", "central/catalogo/test_malos.py"),
    con_pruebas(
        "65",
        F,
        "etiquetas de ReportLab en los nombres",
        "documents/test_documentos.py::test_el_texto_se_imprime_entero_y_nunca_se_lee_como_etiquetas",
    ),
    Fila("146", A, "borrar las alarmas de su nodo", "alarma NODO_CADENA", quitar_alarmas),
    Fila("147", A, "terminar la sesión del árbitro", "vuelve", sin_arbitro),
    con_pruebas(
        "148",
        A,
        "dar de alta a una persona en la base, sin firma",
        LISTA + "una_persona_o_una_estacion_puesta_en_la_base_sin_firma_no_se_cree",
    ),
    con_pruebas(
        "149",
        A,
        "cambiar un renglón ya publicado",
        "central/corte/test_clase_corte.py::test_un_renglon_publicado_alterado_se_rehace_de_sus_hechos_y_alarma",
    ),
    con_pruebas(
        "150",
        A,
        "rehacer la cadena antes de que la guarde un corte",
        PRUEBA + "los_puntos_de_la_cadena_delatan_lo_que_ningun_corte_guardo",
    ),
    con_pruebas("151", F, "bombas y trampas en un zip que se verifica", "malos/test_resultados.py"),
    con_pruebas(
        "152",
        F,
        "un manifiesto que manda leer fuera de su carpeta",
        COMPROBAR + "un_manifiesto_no_manda_a_su_lector_fuera_de_la_carpeta",
    ),
    con_pruebas(
        "153",
        F,
        "un paquete de alta ajeno o roto",
        "central/sitios/test_nodo_orden.py::test_un_paquete_ajeno_roto_o_ausente_se_dice_con_codigo_2",
    ),
    con_pruebas(
        "166",
        A,
        "cambiar en el catálogo de la base el límite de un acta que aún no se publica",
        "central/corte/test_catalogo_firmado.py",
    ),
    con_pruebas(
        "167",
        F,
        "tomar el candado de los cortes quien sólo lee su carpeta",
        "central/corte/test_carpeta.py::test_quien_solo_puede_leer_la_carpeta_no_detiene_los_cortes_con_su_candado",
    ),
    con_pruebas(
        "168",
        F,
        "un enlace o un archivo donde va el siguiente corte",
        "central/corte/test_carpeta.py::test_lo_que_otro_pone_donde_va_el_siguiente_corte_no_lo_detiene",
    ),
    con_pruebas(
        "191",
        A,
        "el reloj del centro un día adelante: el corte que saldría, y los que siguen a uno que salió",
        "central/corte/test_imposible.py::test_a_la_hora_que_no_se_cree_se_retiene_y_dos_personas_que_la_vieron_hacen_que_salga",
        "central/corte/test_imposible.py::test_tras_uno_que_salio_con_fecha_de_manana_dos_personas_hacen_que_sigan",
    ),
    con_pruebas(
        "192",
        Quien.NODO,
        "decir otra hora, para que el centro dude de la suya y no corte",
        "central/corte/test_imposible.py::test_la_hora_de_los_nodos_la_dice_su_mayoria_y_nunca_uno_solo",
    ),
    con_pruebas(
        "190",
        F,
        "una carpeta con el número de un corte que vendrá",
        "central/corte/test_imposible.py::"
        "test_lo_que_alguien_puso_con_el_numero_de_un_corte_se_aparta_y_los_cortes_siguen",
    ),
    con_pruebas(
        "217",
        F,
        "una carpeta o un archivo en lugar del enlace al último corte",
        "central/corte/test_imposible.py::test_lo_que_alguien_puso_en_lugar_del_enlace_se_aparta_y_los_cortes_siguen",
    ),
    con_pruebas(
        "169",
        Quien.PERSONA,
        "un motivo que voltea el renglón o que una hoja de cálculo corre",
        "central/corte/test_correcciones.py::test_un_motivo_no_manda_a_quien_lo_lee",
    ),
    con_pruebas(
        "170",
        F,
        "un sitio cuyo manifiesto tiene cualquier forma",
        "central/verificar/publicado/test_hostil.py::test_un_manifiesto_de_cualquier_forma_se_dice_en_una_frase",
    ),
    con_pruebas(
        "154",
        R,
        "cuatro máquinas a la vez que tocan y no dicen quién es",
        "ataques/test_portero.py::test_cuatro_maquinas_a_la_vez_tampoco",
        "ataques/test_portero.py::test_cuantas_mudas_caben_de_cada_direccion",
    ),
]
