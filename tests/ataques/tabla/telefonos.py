"""Rows of who reaches the receiver from the Internet: a phone, one that was lost, or the receiver itself when taken."""

from tests.ataques.tabla.fila import Quien, con_pruebas

T = Quien.TELEFONO
HTTP, MUERE = "central/receptor/test_envios.py::test_", "central/receptor/test_muere.py::test_"
FIRMADOS, ALTAS = "central/casilla/test_firmados.py::test_", "central/receptor/test_altas.py::test_"
NGINX = "central/receptor/test_nginx.py::test_"

FILAS = [
    con_pruebas(
        "207", T, "enviar con la firma de otro, con datos cambiados, de otra cuenta, de otro proceso, de otra foto",
        HTTP + "cada_envio_malo_tiene_su_codigo_y_su_frase_y_no_deja_nada",
        FIRMADOS + "lo_que_no_corresponde_a_su_llave_se_aparta",
        FIRMADOS + "una_firma_de_otro_telefono_no_se_dice_de_nadie",
    ),
    con_pruebas(
        "208", T, "el mismo envío con otro contenido, otra vez, y por dos conexiones a la vez",
        HTTP + "lo_que_se_contesta_201_ya_esta_en_la_carpeta_tal_como_se_firmo",
        HTTP + "de_dos_conexiones_a_la_vez_con_un_id_queda_una",
    ),
    con_pruebas(
        "209", T, "enviar desde el teléfono perdido lo que tomó antes de perderse",
        FIRMADOS + "perdido_el_telefono_nada_de_el_entra_aunque_se_haya_tomado_antes",
        HTTP + "de_un_telefono_perdido_se_le_deja_recado_al_centro",
    ),
    con_pruebas(
        "210", T, "darse de alta con un código usado, vencido, de otra cuenta, o sin saberlo",
        FIRMADOS + "un_codigo_que_no_sirve_no_da_de_alta_a_nadie", ALTAS + "un_codigo_que_no_sirve_se_dice_enseguida",
    ),
    con_pruebas(
        "211", T, "en la noche real, enviar sin firma", FIRMADOS + "en_la_noche_real_no_entra_lo_que_nadie_firma"
    ),
    con_pruebas(
        "212", T, "quien tomó el receptor: una lista de llaves que el centro no firmó",
        HTTP + "una_lista_que_no_firmo_el_centro_no_cambia_nada",
        FIRMADOS + "una_llave_que_se_puso_en_la_base_a_mano_no_sirve",
    ),
    con_pruebas(
        "213", T, "cuerpos de más de 4 MiB, o que no dicen cuánto miden",
        HTTP + "cuatro_mib_caben_y_un_byte_mas_no", HTTP + "sin_decir_cuanto_mide_no_se_recibe",
    ),
    con_pruebas(
        "214", T, "conexiones que no acaban sus encabezados o gotean su foto",
        MUERE + "al_que_no_acaba_sus_encabezados_o_gotea_su_foto_se_le_despide",
        NGINX + "quien_no_termina_sus_encabezados_se_va_y_el_bueno_entra",
    ),
    con_pruebas(
        "215", T, "enviar sin parar con su llave", HTTP + "despues_de_sesenta_en_diez_minutos_se_pide_esperar"
    ),
    con_pruebas(
        "216", T, "pedir lo de otro, o lo suyo con una hora que no es",
        ALTAS + "lo_mio_es_solo_de_quien_lo_firma_y_a_su_hora"
    ),
]  # fmt: skip
