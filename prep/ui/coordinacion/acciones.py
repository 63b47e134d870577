"""What who coordinates can do from the keyboard, for the table of actions."""

from prep.ui.acciones import Accion, de_destino, registrar

PANTALLA = "coordinacion"

registrar(
    [
        Accion("coordinacion.atender", PANTALLA, "Atender", "F2", "Atender el incidente señalado",
               "Dice que usted atiende el incidente señalado: quien lo pidió y la sala lo saben.", "incidentes.tomar"),
        Accion("coordinacion.faltan", PANTALLA, "Por sección", "F5", "Ver lo que falta, por sección",
               "Cambia entre las actas que esperan a alguien y lo que falta de cada sección.", "coordinar.ver"),
        Accion("coordinacion.liberar", PANTALLA, "Liberar", "", "Liberar el acta señalada",
               "Quita el acta señalada a quien la tiene, para que otra persona la tome. Pide el motivo.",
               "coordinar.liberar", destino=True),
        Accion("coordinacion.exportar", PANTALLA, "Exportar", "Ctrl+P", "Exportar los incidentes en PDF y CSV",
               "Hace la relación de incidentes de este centro, en PDF y en CSV.", "incidentes.listar"),
        Accion("coordinacion.levantar", PANTALLA, "Levantar acceso", "", "Dejar entrar a quien quedó cerrado aquí",
               "Deja que intente otra vez, en esta estación, a quien quedó cerrado por errar su contraseña.",
               "coordinar.levantar", destino=True),
        Accion("coordinacion.cerrar", PANTALLA, "Cerrar incidente", "Ctrl+F2", "Cerrar el incidente señalado",
               "Cierra el incidente señalado y deja dicho qué se hizo.", "incidentes.cerrar"),
        Accion("coordinacion.reabrir", PANTALLA, "Reabrir", "", "Reabrir el incidente señalado",
               "Vuelve a abrir un incidente cerrado, con su motivo.", "incidentes.reabrir", destino=True),
        de_destino(PANTALLA, "Liberar, levantar o reabrir"),
    ]
)  # fmt: skip
