// The words of the phone: of each state, and of each thing that is wrong with a picture.
export const ESTADOS = {
  falta: "Falta",
  guardada: "Guardada en este teléfono",
  recibida: "Recibida",
  aceptada: "Aceptada",
  verificada: "Verificada",
  no_procede: "No procede",
  piden_otra: "Piden otra foto",
  acopiada: "El paquete ya llegó",
};

export const REPAROS = {
  BLANCA: "La foto salió en blanco. Tómela otra vez.",
  OSCURA: "Está muy oscura. Busque luz o encienda la linterna y tómela otra vez.",
  BORROSA: "Está borrosa. Apoye los codos y tómela otra vez.",
  ALGO_BORROSA: "Se ve algo borrosa. Si todas las cifras se leen, guárdela; si no, tómela otra vez.",
  CHICA: "El acta se ve muy chica. Acérquese y tómela otra vez.",
  CORTADA: "No se ve una esquina. Si no falta ninguna cifra, guárdela; si no, tómela otra vez.",
  SUELTA: "El acta ocupa sólo una parte de la foto. Acérquese y tómela otra vez.",
  SIN_MARCAS: "No se ven las marcas de las esquinas. Revise que sea el acta PREP completa.",
};

export const PORQUES = ["No hay más luz", "El acta está dañada o manchada", "No hay tiempo", "La cámara no da más"];

const CAMARA = {
  NotAllowedError: "No hay permiso para la cámara. Délo en los ajustes del navegador, o use «Otra cámara».",
  NotFoundError: "No se encontró la cámara. Use «Otra cámara».",
  NotReadableError: "Otra aplicación tiene la cámara. Ciérrela y reintente, o use «Otra cámara».",
};
export const CAMARA_MUDA = "La cámara no contesta. Si el teléfono pregunta por ella, permítala. Si no, reintente, o use «Otra cámara».";
export const CAMARA_CERRADA = "La cámara se cerró. Reintente, o use «Otra cámara».";

export const sinCamara = (error) => CAMARA[error.name] ?? "La cámara no abrió. Reintente, o use «Otra cámara».";

export const noSeGuardo = (error) =>
  error.name === "QuotaExceededError"
    ? "El teléfono está lleno: esta foto NO se guardó. Borre videos o aplicaciones y toque «Guardar» otra vez, sin cerrar."
    : "Esta foto NO se guardó. Toque «Guardar» otra vez, sin cerrar.";

export const reparo = (motivo, faltan) =>
  motivo === "CORTADA" && faltan.length ? REPAROS.CORTADA.replace("una esquina", `la esquina ${faltan.join(" ni la ")}`) : REPAROS[motivo];

const hoy = () => new Intl.DateTimeFormat("es-MX", { day: "numeric", month: "long", year: "numeric" }).format();

// A date that is wrong closes the door of every safe connection: that looks like no signal.
export const deLaFecha = () => `Si tiene señal, revise la fecha: este teléfono dice que hoy es ${hoy()}.`;

// Told from five minutes on; what was taken is good all the same, for both clocks are kept.
export function delReloj({ desfase }) {
  const minutos = Math.round(Math.abs(desfase) / 60_000);
  if (minutos < 5) return "";
  if (minutos >= 1440) return `La fecha de este teléfono está mal: dice que hoy es ${hoy()}. Póngala automática.`;
  return `El reloj de este teléfono va ${minutos} minutos ${desfase > 0 ? "atrasado" : "adelantado"}. Ponga la hora automática.`;
}

export function deLaCola(cuantas, sinSenal) {
  if (!cuantas) return "";
  const cuales = cuantas === 1 ? "1 foto espera" : `${cuantas} fotos esperan`;
  return sinSenal ? `${cuales} señal. Se enviarán solas: no cierre esta página.` : `Enviando: ${cuales} su turno. No cierre esta página.`;
}

export const ACABA = {
  registro: "Falta que el centro registre este teléfono. Espere con señal; si tarda, llame al CCV.",
  otraPestana: "PREP Casilla está abierto en otra pestaña. Siga en una y cierre la otra.",
  noBorre: "No borre los datos del navegador: ahí están las fotos que faltan de enviar.",
  lleno: "Queda poco espacio en el teléfono. Borre videos o aplicaciones.",
  cerrado: "El proceso cerró: ya no se envían fotos.",
  porAbrir: "Todavía no empieza el periodo. Lo que tome se guarda y se envía al empezar.",
  perdida: "El teléfono cerró la página antes de guardar la foto. Tómela otra vez.",
  nueva: "Hay una versión nueva.",
  sinLista: "Aún no llega la lista de sus casillas. Espere con señal; si tarda, llame al CCV.",
  viejo: "Este navegador es muy antiguo para enviar actas. Actualícelo (Chrome 109 o iOS 16.4, o más nuevos) o pida otro teléfono.",
};
