<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_MX" sourcelanguage="es_MX">
  <context>
    <name>Acciones</name>
    <message>
      <source>Abre el acta que tiene en la mano: lea su código o escríbalo.</source>
      <translation>Abre el acta que tiene en la mano: lea su código o escríbalo.</translation>
    </message>
    <message>
      <source>Abrir por su código el acta en la mano</source>
      <translation>Abrir por su código el acta en la mano</translation>
    </message>
    <message>
      <source>Acerca la imagen; otra vez, más; otra, la vuelve a mostrar completa.</source>
      <translation>Acerca la imagen; otra vez, más; otra, la vuelve a mostrar completa.</translation>
    </message>
    <message>
      <source>Acercar</source>
      <translation>Acercar</translation>
    </message>
    <message>
      <source>Acercar o alejar la imagen</source>
      <translation>Acercar o alejar la imagen</translation>
    </message>
    <message>
      <source>Achica la letra, hasta el tamaño normal.</source>
      <translation>Achica la letra, hasta el tamaño normal.</translation>
    </message>
    <message>
      <source>Achicar la letra</source>
      <translation>Achicar la letra</translation>
    </message>
    <message>
      <source>Acta en la mano</source>
      <translation>Acta en la mano</translation>
    </message>
    <message>
      <source>Agranda la letra, hasta el doble.</source>
      <translation>Agranda la letra, hasta el doble.</translation>
    </message>
    <message>
      <source>Agrandar la letra</source>
      <translation>Agrandar la letra</translation>
    </message>
    <message>
      <source>Al terminar esta acta no llega otra, hasta que vuelva a oprimirla.</source>
      <translation>Al terminar esta acta no llega otra, hasta que vuelva a oprimirla.</translation>
    </message>
    <message>
      <source>Ayuda</source>
      <translation>Ayuda</translation>
    </message>
    <message>
      <source>Bloquear</source>
      <translation>Bloquear</translation>
    </message>
    <message>
      <source>Bloquear la estación</source>
      <translation>Bloquear la estación</translation>
    </message>
    <message>
      <source>Cambia el tipo de documento: acta PREP o alguna de sus copias.</source>
      <translation>Cambia el tipo de documento: acta PREP o alguna de sus copias.</translation>
    </message>
    <message>
      <source>Cambiar de operador</source>
      <translation>Cambiar de operador</translation>
    </message>
    <message>
      <source>Cambiar el tipo de documento</source>
      <translation>Cambiar el tipo de documento</translation>
    </message>
    <message>
      <source>Cerrar el programa</source>
      <translation>Cerrar el programa</translation>
    </message>
    <message>
      <source>Cerrar la sesión y cambiar de operador</source>
      <translation>Cerrar la sesión y cambiar de operador</translation>
    </message>
    <message>
      <source>Cierra el programa. Lo guardado se entrega al volver a abrirlo.</source>
      <translation>Cierra el programa. Lo guardado se entrega al volver a abrirlo.</translation>
    </message>
    <message>
      <source>Cierra su sesión. Lo que hizo ya está guardado; lo que tiene a medias se conserva.</source>
      <translation>Cierra su sesión. Lo que hizo ya está guardado; lo que tiene a medias se conserva.</translation>
    </message>
    <message>
      <source>Devolver</source>
      <translation>Devolver</translation>
    </message>
    <message>
      <source>Devolver el acta para que la capture otra persona</source>
      <translation>Devolver el acta para que la capture otra persona</translation>
    </message>
    <message>
      <source>Devuelve el acta para que la capture otra persona. Se borra lo que llevaba.</source>
      <translation>Devuelve el acta para que la capture otra persona. Se borra lo que llevaba.</translation>
    </message>
    <message>
      <source>Guarda la captura completa y abre la siguiente acta.</source>
      <translation>Guarda la captura completa y abre la siguiente acta.</translation>
    </message>
    <message>
      <source>Guardar la captura</source>
      <translation>Guardar la captura</translation>
    </message>
    <message>
      <source>Guardar la captura y abrir otra acta</source>
      <translation>Guardar la captura y abrir otra acta</translation>
    </message>
    <message>
      <source>Letra más chica</source>
      <translation>Letra más chica</translation>
    </message>
    <message>
      <source>Letra más grande</source>
      <translation>Letra más grande</translation>
    </message>
    <message>
      <source>Mover a la derecha</source>
      <translation>Mover a la derecha</translation>
    </message>
    <message>
      <source>Mover a la izquierda</source>
      <translation>Mover a la izquierda</translation>
    </message>
    <message>
      <source>Mover hacia abajo</source>
      <translation>Mover hacia abajo</translation>
    </message>
    <message>
      <source>Mover hacia arriba</source>
      <translation>Mover hacia arriba</translation>
    </message>
    <message>
      <source>Mover la imagen a la derecha</source>
      <translation>Mover la imagen a la derecha</translation>
    </message>
    <message>
      <source>Mover la imagen a la izquierda</source>
      <translation>Mover la imagen a la izquierda</translation>
    </message>
    <message>
      <source>Mover la imagen hacia abajo</source>
      <translation>Mover la imagen hacia abajo</translation>
    </message>
    <message>
      <source>Mover la imagen hacia arriba</source>
      <translation>Mover la imagen hacia arriba</translation>
    </message>
    <message>
      <source>Muestra qué hace cada tecla en esta pantalla.</source>
      <translation>Muestra qué hace cada tecla en esta pantalla.</translation>
    </message>
    <message>
      <source>Mueve la imagen acercada.</source>
      <translation>Mueve la imagen acercada.</translation>
    </message>
    <message>
      <source>Otra pantalla</source>
      <translation>Otra pantalla</translation>
    </message>
    <message>
      <source>Otro documento</source>
      <translation>Otro documento</translation>
    </message>
    <message>
      <source>Pasa a la siguiente pantalla de las que usted puede usar.</source>
      <translation>Pasa a la siguiente pantalla de las que usted puede usar.</translation>
    </message>
    <message>
      <source>Pasar a la siguiente pantalla</source>
      <translation>Pasar a la siguiente pantalla</translation>
    </message>
    <message>
      <source>Pausa</source>
      <translation>Pausa</translation>
    </message>
    <message>
      <source>Pausar o seguir: al terminar no llega otra acta</source>
      <translation>Pausar o seguir: al terminar no llega otra acta</translation>
    </message>
    <message>
      <source>Tapa la pantalla hasta que vuelva a escribir su contraseña. No se pierde nada.</source>
      <translation>Tapa la pantalla hasta que vuelva a escribir su contraseña. No se pierde nada.</translation>
    </message>
    <message>
      <source>Ver las teclas de esta pantalla</source>
      <translation>Ver las teclas de esta pantalla</translation>
    </message>
  </context>
  <context>
    <name>Ayuda</name>
    <message>
      <source>Cerrar</source>
      <translation>Cerrar</translation>
    </message>
    <message>
      <source>Cerrar la ayuda</source>
      <translation>Cerrar la ayuda</translation>
    </message>
    <message>
      <source>En todas las pantallas</source>
      <translation>En todas las pantallas</translation>
    </message>
    <message>
      <source>Teclas: {}</source>
      <translation>Teclas: {}</translation>
    </message>
  </context>
  <context>
    <name>Barra</name>
    <message numerus="yes">
      <source>%n acción(es) por entregar</source>
      <translation>
        <numerusform>%n acción por entregar</numerusform>
        <numerusform>%n acciones por entregar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n acción(es) que el nodo rechazó: avise</source>
      <translation>
        <numerusform>%n acción que el nodo rechazó: avise</numerusform>
        <numerusform>%n acciones que el nodo rechazó: avise</numerusform>
      </translation>
    </message>
    <message>
      <source>Buscando el nodo…</source>
      <translation>Buscando el nodo…</translation>
    </message>
    <message>
      <source>Conectada a {}</source>
      <translation>Conectada a {}</translation>
    </message>
    <message>
      <source>Estado de la estación</source>
      <translation>Estado de la estación</translation>
    </message>
    <message>
      <source>Fase: {}</source>
      <translation>Fase: {}</translation>
    </message>
    <message>
      <source>LABORATORIO: SIN CIFRAR</source>
      <translation>LABORATORIO: SIN CIFRAR</translation>
    </message>
    <message>
      <source>Reloj corrido {} s: avise</source>
      <translation>Reloj corrido {} s: avise</translation>
    </message>
    <message>
      <source>SIN NODO desde las {}</source>
      <translation>SIN NODO desde las {}</translation>
    </message>
    <message>
      <source>Sin fase</source>
      <translation>Sin fase</translation>
    </message>
    <message>
      <source>Sin operador</source>
      <translation>Sin operador</translation>
    </message>
    <message>
      <source>Todo entregado</source>
      <translation>Todo entregado</translation>
    </message>
    <message>
      <source>Versión {}</source>
      <translation>Versión {}</translation>
    </message>
  </context>
  <context>
    <name>DialogosDeVentana</name>
    <message>
      <source>Aceptar</source>
      <translation>Aceptar</translation>
    </message>
    <message>
      <source>Cancelar</source>
      <translation>Cancelar</translation>
    </message>
    <message>
      <source>Entendido</source>
      <translation>Entendido</translation>
    </message>
  </context>
  <context>
    <name>Entrada</name>
    <message>
      <source>Abriendo su llave…</source>
      <translation>Abriendo su llave…</translation>
    </message>
    <message>
      <source>Cerrar esta sesión para que entre otra persona</source>
      <translation>Cerrar esta sesión para que entre otra persona</translation>
    </message>
    <message>
      <source>Clave de operador</source>
      <translation>Clave de operador</translation>
    </message>
    <message>
      <source>Contraseña</source>
      <translation>Contraseña</translation>
    </message>
    <message>
      <source>Entrar</source>
      <translation>Entrar</translation>
    </message>
    <message>
      <source>Entrar a la estación</source>
      <translation>Entrar a la estación</translation>
    </message>
    <message>
      <source>Es otra persona</source>
      <translation>Es otra persona</translation>
    </message>
    <message>
      <source>Escriba su clave y su contraseña. Su contraseña no sale de esta computadora.</source>
      <translation>Escriba su clave y su contraseña. Su contraseña no sale de esta computadora.</translation>
    </message>
    <message>
      <source>Espere {} s</source>
      <translation>Espere {} s</translation>
    </message>
    <message>
      <source>Estación bloqueada por {}</source>
      <translation>Estación bloqueada por {}</translation>
    </message>
    <message>
      <source>Faltan la clave o la contraseña.</source>
      <translation>Faltan la clave o la contraseña.</translation>
    </message>
  </context>
  <context>
    <name>Identidad</name>
    <message>
      <source>Extensión (0 si no hay)</source>
      <translation>Extensión (0 si no hay)</translation>
    </message>
    <message>
      <source>Número</source>
      <translation>Número</translation>
    </message>
    <message>
      <source>Sección</source>
      <translation>Sección</translation>
    </message>
    <message>
      <source>Tipo de casilla (B, C, E, S)</source>
      <translation>Tipo de casilla (B, C, E, S)</translation>
    </message>
  </context>
  <context>
    <name>Marco</name>
    <message>
      <source>El programa falla una y otra vez ({}). Ciérrelo con Ctrl+Q, vuelva a abrirlo y avise.</source>
      <translation>El programa falla una y otra vez ({}). Ciérrelo con Ctrl+Q, vuelva a abrirlo y avise.</translation>
    </message>
    <message>
      <source>El programa tuvo una falla y se repuso. Lo guardado está a salvo. Código para soporte: {}</source>
      <translation>El programa tuvo una falla y se repuso. Lo guardado está a salvo. Código para soporte: {}</translation>
    </message>
    <message>
      <source>Pantallas</source>
      <translation>Pantallas</translation>
    </message>
    <message>
      <source>Sin permiso aquí</source>
      <translation>Sin permiso aquí</translation>
    </message>
    <message>
      <source>{} no tiene trabajo en esta estación. Pida a la coordinación que revise sus permisos.</source>
      <translation>{} no tiene trabajo en esta estación. Pida a la coordinación que revise sus permisos.</translation>
    </message>
  </context>
  <context>
    <name>Obra</name>
    <message>
      <source> · Sección {} · Casilla {}{}</source>
      <translation> · Sección {} · Casilla {}{}</translation>
    </message>
    <message>
      <source>Documento: {}</source>
      <translation>Documento: {}</translation>
    </message>
    <message>
      <source>Falta la identificación del acta: sección, tipo y número de casilla.</source>
      <translation>Falta la identificación del acta: sección, tipo y número de casilla.</translation>
    </message>
    <message>
      <source>{} (Enter otra vez para confirmar)</source>
      <translation>{} (Enter otra vez para confirmar)</translation>
    </message>
  </context>
  <context>
    <name>Orilla</name>
    <message>
      <source>SIMULACRO · {} · SIN VALOR OFICIAL</source>
      <translation>SIMULACRO · {} · SIN VALOR OFICIAL</translation>
    </message>
  </context>
  <context>
    <name>PantallaCaptura</name>
    <message>
      <source>Abriendo la imagen…</source>
      <translation>Abriendo la imagen…</translation>
    </message>
    <message>
      <source>Acta en la mano</source>
      <translation>Acta en la mano</translation>
    </message>
    <message>
      <source>Buscando la siguiente acta…</source>
      <translation>Buscando la siguiente acta…</translation>
    </message>
    <message>
      <source>Capture del acta que tiene en la mano.</source>
      <translation>Capture del acta que tiene en la mano.</translation>
    </message>
    <message>
      <source>Cómo se lee lo escrito a mano</source>
      <translation>Cómo se lee lo escrito a mano</translation>
    </message>
    <message>
      <source>Devolver</source>
      <translation>Devolver</translation>
    </message>
    <message>
      <source>Devolver el acta</source>
      <translation>Devolver el acta</translation>
    </message>
    <message>
      <source>Devuelta.</source>
      <translation>Devuelta.</translation>
    </message>
    <message>
      <source>En pausa. F8 para seguir.</source>
      <translation>En pausa. F8 para seguir.</translation>
    </message>
    <message>
      <source>Enter o flecha abajo: siguiente campo. Flecha arriba: campo anterior. * o I: ILEGIBLE. - o S: SIN DATO.</source>
      <translation>Enter o flecha abajo: siguiente campo. Flecha arriba: campo anterior. * o I: ILEGIBLE. - o S: SIN DATO.</translation>
    </message>
    <message>
      <source>Falta este campo. Escriba el número, o * ILEGIBLE, o - SIN DATO.</source>
      <translation>Falta este campo. Escriba el número, o * ILEGIBLE, o - SIN DATO.</translation>
    </message>
    <message>
      <source>Guardada. Abriendo la siguiente…</source>
      <translation>Guardada. Abriendo la siguiente…</translation>
    </message>
    <message>
      <source>La imagen no se puede ver: {}. Devuelva el acta y avise.</source>
      <translation>La imagen no se puede ver: {}. Devuelva el acta y avise.</translation>
    </message>
    <message>
      <source>Lea el código de su etiqueta, o escriba su clave.</source>
      <translation>Lea el código de su etiqueta, o escriba su clave.</translation>
    </message>
    <message>
      <source>No hay actas por capturar.

La siguiente aparece sola.</source>
      <translation>No hay actas por capturar.

La siguiente aparece sola.</translation>
    </message>
    <message>
      <source>No se abrió: {}.</source>
      <translation>No se abrió: {}.</translation>
    </message>
    <message>
      <source>Otra persona la capturará. Se borra lo que usted llevaba de ella.</source>
      <translation>Otra persona la capturará. Se borra lo que usted llevaba de ella.</translation>
    </message>
    <message>
      <source>Pausa</source>
      <translation>Pausa</translation>
    </message>
    <message>
      <source>Pausa: al terminar esta acta no llegará otra. F8 para seguir.</source>
      <translation>Pausa: al terminar esta acta no llegará otra. F8 para seguir.</translation>
    </message>
    <message>
      <source>Se venció el tiempo de esta acta y la tiene otra persona. Guárdela si ya terminó.</source>
      <translation>Se venció el tiempo de esta acta y la tiene otra persona. Guárdela si ya terminó.</translation>
    </message>
    <message>
      <source>Seguir</source>
      <translation>Seguir</translation>
    </message>
    <message>
      <source>Seguir con ella</source>
      <translation>Seguir con ella</translation>
    </message>
    <message>
      <source>Sin nodo. Siga: lo que captura queda guardado aquí.</source>
      <translation>Sin nodo. Siga: lo que captura queda guardado aquí.</translation>
    </message>
  </context>
  <context>
    <name>Primera</name>
    <message>
      <source>Buscando nodos en la red… También puede escribir la dirección.</source>
      <translation>Buscando nodos en la red… También puede escribir la dirección.</translation>
    </message>
    <message>
      <source>Buscar otra vez</source>
      <translation>Buscar otra vez</translation>
    </message>
    <message>
      <source>Contraseña de la estación</source>
      <translation>Contraseña de la estación</translation>
    </message>
    <message>
      <source>Elija un nodo, o escriba su dirección y puerto así: 192.168.1.20:5433</source>
      <translation>Elija un nodo, o escriba su dirección y puerto así: 192.168.1.20:5433</translation>
    </message>
    <message>
      <source>Faltan el nombre o la contraseña de la estación.</source>
      <translation>Faltan el nombre o la contraseña de la estación.</translation>
    </message>
    <message>
      <source>No se halló ningún nodo. Escriba su dirección y puerto: se los da la coordinación.</source>
      <translation>No se halló ningún nodo. Escriba su dirección y puerto: se los da la coordinación.</translation>
    </message>
    <message>
      <source>Nodo (o dirección:puerto)</source>
      <translation>Nodo (o dirección:puerto)</translation>
    </message>
    <message>
      <source>Nodo: uno hallado, o su dirección y puerto</source>
      <translation>Nodo: uno hallado, o su dirección y puerto</translation>
    </message>
    <message>
      <source>Nodos hallados: {}. Elija el de su centro.</source>
      <translation>Nodos hallados: {}. Elija el de su centro.</translation>
    </message>
    <message>
      <source>Nombre de esta estación</source>
      <translation>Nombre de esta estación</translation>
    </message>
    <message>
      <source>Nombre de la estación</source>
      <translation>Nombre de la estación</translation>
    </message>
    <message>
      <source>Preguntando al nodo…</source>
      <translation>Preguntando al nodo…</translation>
    </message>
    <message>
      <source>Primer día de esta estación</source>
      <translation>Primer día de esta estación</translation>
    </message>
    <message>
      <source>Unir esta estación</source>
      <translation>Unir esta estación</translation>
    </message>
  </context>
  <context>
    <name>Rotulos</name>
    <message>
      <source>Boletas sobrantes</source>
      <translation>Boletas sobrantes</translation>
    </message>
    <message>
      <source>Candidaturas no registradas</source>
      <translation>Candidaturas no registradas</translation>
    </message>
    <message>
      <source>Personas que votaron</source>
      <translation>Personas que votaron</translation>
    </message>
    <message>
      <source>Representantes que votaron</source>
      <translation>Representantes que votaron</translation>
    </message>
    <message>
      <source>Total, como está escrito</source>
      <translation>Total, como está escrito</translation>
    </message>
    <message>
      <source>Votos nulos</source>
      <translation>Votos nulos</translation>
    </message>
    <message>
      <source>Votos sacados de la urna</source>
      <translation>Votos sacados de la urna</translation>
    </message>
  </context>
  <context>
    <name>Visor</name>
    <message>
      <source>Imagen del acta</source>
      <translation>Imagen del acta</translation>
    </message>
  </context>
</TS>
