"""What can be done with the people of a site, for the table of actions."""

from prep.ui.acciones import Accion, de_destino, registrar

PANTALLA = "personas"

registrar(
    [
        Accion("personas.aceptar", PANTALLA, "Aceptar", "F2", "Aceptar el cambio señalado",
               "Acepta lo que otra persona propuso de alguien: con las dos firmas queda hecho.", "personas.aceptar"),
        Accion("personas.rechazar", PANTALLA, "Rechazar", "", "Rechazar el cambio señalado y decir por qué",
               "Rechaza lo que otra persona propuso de alguien y dice por qué. Nada cambia.", "personas.rechazar",
               destino=True),
        Accion("personas.restablecer", PANTALLA, "Contraseña nueva", "", "Contraseña nueva para quien olvidó la suya",
               "La persona señalada escribe aquí su contraseña nueva. Sirve cuando otra persona acepta.",
               "personas.restablecer", destino=True),
        Accion("personas.cambiar", PANTALLA, "Permisos o sitio", "", "Cambiar los permisos o el sitio de la persona",
               "Propone qué hace la persona señalada y en qué sitio. Vale cuando otra persona acepta.",
               "personas.cambiar", destino=True),
        de_destino(PANTALLA, "Rechazar o cambiar"),
    ]
)  # fmt: skip
