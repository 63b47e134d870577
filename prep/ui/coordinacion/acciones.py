"""What who coordinates can do from the keyboard, for the table of actions."""

from prep.ui.acciones import Accion, registrar

PANTALLA = "coordinacion"

registrar(
    [
        Accion("coordinacion.atender", PANTALLA, "Atender", "F2", "Atender el incidente señalado",
               "Dice que usted atiende el incidente señalado: quien lo pidió y la sala lo saben.", "incidentes.tomar"),
        Accion("coordinacion.faltan", PANTALLA, "Por sección", "F3", "Ver lo que falta, por sección",
               "Cambia entre las actas que esperan a alguien y lo que falta de cada sección.", "coordinar.ver"),
        Accion("coordinacion.liberar", PANTALLA, "Liberar", "F4", "Liberar el acta señalada",
               "Quita el acta señalada a quien la tiene, para que otra persona la tome. Pide el motivo.",
               "coordinar.liberar"),
        Accion("coordinacion.exportar", PANTALLA, "Exportar", "F5", "Exportar los incidentes en PDF y CSV",
               "Hace la relación de incidentes de este centro, en PDF y en CSV.", "incidentes.listar"),
        Accion("coordinacion.levantar", PANTALLA, "Levantar acceso", "F6", "Dejar entrar a quien quedó cerrado aquí",
               "Deja que intente otra vez, en esta estación, a quien quedó cerrado por errar su contraseña.",
               "coordinar.levantar"),
        Accion("coordinacion.cerrar", PANTALLA, "Cerrar incidente", "F7", "Cerrar el incidente señalado",
               "Cierra el incidente señalado y deja dicho qué se hizo.", "incidentes.cerrar"),
        Accion("coordinacion.reabrir", PANTALLA, "Reabrir", "F8", "Reabrir el incidente señalado",
               "Vuelve a abrir un incidente cerrado, con su motivo.", "incidentes.reabrir"),
    ]
)  # fmt: skip
