"""Rows of who comes to a server that has certificates with another one, with none, or by another way."""

from tests.ataques.tabla.fila import Quien, con_pruebas

E, N, R, F = Quien.ESTACION, Quien.NODO, Quien.RED, Quien.ARCHIVO
CIFRADO = "central/sitios/test_cifrado.py::test_"

FILAS = [
    con_pruebas("145", R, "leer en el cable todo lo demás", CIFRADO + "en_el_cable_no_se_lee_nada"),
    con_pruebas(
        "193",
        R,
        "entrar sin certificado, con la contraseña de la base",
        CIFRADO + "sin_certificado_no_se_entra_ni_con_la_contrasena_de_la_base",
    ),
    con_pruebas(
        "194",
        E,
        "entrar como otra estación, o como el centro, con un certificado bueno",
        CIFRADO + "con_el_certificado_de_otro_no_se_entra",
    ),
    con_pruebas(
        "195",
        E,
        "entrar con un certificado de la autoridad de otro CATD",
        CIFRADO + "con_la_autoridad_de_otro_catd_no_se_entra",
    ),
    con_pruebas("196", R, "un certificado vencido", CIFRADO + "con_un_certificado_vencido_no_se_entra"),
    con_pruebas(
        "197", N, "entrar con el certificado de un servidor", CIFRADO + "con_un_certificado_de_servidor_no_se_entra"
    ),
    con_pruebas("198", R, "hablar TLS 1.2", CIFRADO + "por_tls_1_2_no_se_entra"),
    con_pruebas(
        "199", R, "hablar en claro, desde otra máquina y desde la misma", CIFRADO + "en_claro_no_se_entra"
    ),
    con_pruebas(
        "200",
        R,
        "anunciar el nodo, con otro nombre y otra autoridad",
        CIFRADO + "quien_anuncia_un_nodo_que_no_es_no_recibe_nada_y_se_dice",
    ),
    con_pruebas(
        "201",
        E,
        "entrar con certificado como un servicio o como el administrador, o a otra base",
        CIFRADO + "con_certificado_no_se_entra_como_quien_no_es_de_la_red",
    ),
    con_pruebas(
        "202",
        R,
        "ponerse en la dirección del servidor sin su nombre",
        CIFRADO + "por_la_direccion_sin_el_nombre_no_se_entra",
    ),
    con_pruebas(
        "203",
        F,
        "una identificación con la autoridad de otro sitio, o de otro proceso",
        "central/autoridad/test_autoridad.py::test_una_identificacion_con_la_autoridad_de_otro_se_rechaza",
    ),
    con_pruebas(
        "204",
        E,
        "seguir dentro, o volver, con un certificado revocado",
        "ataques/test_cifrada.py::test_a_quien_se_revoca_se_le_cierra_en_cinco_segundos_lo_abierto_y_lo_nuevo",
    ),
    con_pruebas(
        "205",
        F,
        "una lista de revocados de otra autoridad, cortada, vencida o anterior",
        "central/sitios/test_revocados.py::test_el_centro_toma_las_de_su_autoridad_y_ninguna_otra",
        "central/sitios/test_revocados.py::test_una_lista_que_no_es_o_no_vale_deja_la_de_antes_y_alarma",
    ),
    con_pruebas(
        "206",
        Quien.ADMINISTRADOR,
        "cambiar los certificados que el servidor lee",
        "central/sitios/test_revocados.py::test_lo_que_alguien_cambia_en_los_archivos_del_servidor_se_repone",
    ),
    con_pruebas(
        "218",
        F,
        "un kit con otra frase, cortado, alterado, enorme, o que pide memoria sin medida",
        "net/test_kit.py::test_lo_que_no_se_puede_abrir_dice_por_que",
    ),
    con_pruebas(
        "219",
        F,
        "un kit de otro lugar o de otro proceso en la carpeta de un nodo o de una estación",
        "central/kits/test_kits.py::test_en_la_carpeta_de_otro_no_cambia_nada",
    ),
    con_pruebas(
        "220",
        E,
        "usar en otra máquina lo que se dio a una estación, mientras ella trabaja",
        "ataques/test_cifrada.py::"
        "test_lo_de_una_estacion_en_dos_maquinas_da_su_alarma_y_la_que_cambio_de_direccion_no",
    ),
]  # fmt: skip
