// What is shown of each acta, from what the centre has of it and what this phone still keeps; and what a sending says.
import { uuid7 } from "./llave.js";
import { VERSION } from "./version.js";

const ABIERTAS = ["falta", "piden_otra", "no_procede"];

// «Recibida» is only said by the receiver's answer, «aceptada» and what follows only by the centre.
export function estadoDe(acta, suyos, juzgados) {
  const ultimo = suyos.filter((e) => e.dicho.acta.clave === acta.clave).sort((a, b) => (a.envio < b.envio ? -1 : 1)).at(-1);
  const juicio = ultimo && juzgados.get(ultimo.envio);
  const [estado, texto] = ultimo ? conEnvio(acta, ultimo, juicio) : [acta.estado, acta.texto];
  return { estado, texto, abierta: acta.estado !== "acopiada" && ABIERTAS.includes(estado), ultimo };
}

function conEnvio(acta, ultimo, juicio) {
  if (ultimo.estado === "guardada") return ["guardada", ultimo.texto || acta.estado === "acopiada" && acta.texto || ""];
  const cerrada = ["verificada", "acopiada"].includes(acta.estado);
  if (ultimo.estado === "rechazada") return cerrada ? [acta.estado, acta.texto] : ["no_procede", ultimo.texto];
  if (!juicio) return cerrada ? [acta.estado, acta.texto] : ["recibida", ""];
  if (juicio.estado === "no_procede") return cerrada ? [acta.estado, acta.texto] : ["no_procede", juicio.texto];
  return acta.estado === "falta" ? ["aceptada", ""] : [acta.estado, acta.texto];
}

// A new sending, as it is kept until there is signal to sign it. `toma`: how and when the picture was taken.
export function hacerEnvio({ identidad, acta, reloj, toma, sha256, asi }) {
  const envio = uuid7(toma.ms);
  const dicho = {
    version: 2, envio, proceso: identidad.proceso, cuenta: identidad.cuenta, acta: { clave: acta.clave },
    digitalizada: new Date(toma.ms).toISOString(), desfase_ms: 0, posicion: toma.posicion, sha256, llave: identidad.llave,
    desfase_toma_ms: reloj ? reloj.desfase : null, reemplaza: acta.estado === "piden_otra" ? acta.envio : null,
    toma: toma.como, aplicacion: VERSION, asi,
  };
  return { envio, dicho, estado: "guardada", intentos: 0, siguiente: 0, datos: null, firma: null, motivo: "", texto: "" };
}

const DIA = 86_400_000, RECIENTE = 3; // ms; how many days a picture waits at most to be believed taken by that clock
const resto = (ms) => ms - DIA * Math.round(ms / DIA);

// What is signed, `ahora` by this phone, whose clock is off by `desfase`. A date that is wrong by days is put right in whole
// days: the centre holds no more than 23 of them. Which clock the shot was taken by is told by when it may have been.
export function alDia(dicho, desfase, ahora) {
  const tomada = Date.parse(dicho.digitalizada), enLaToma = dicho.desfase_toma_ms, es = ahora + desfase;
  const puede = (d) => d !== null && tomada + d <= es + DIA && tomada + d > es - RECIENTE * DIA;
  const suyo = [desfase, enLaToma].find(puede) ?? desfase;
  return {
    ...dicho, digitalizada: new Date(tomada + suyo - resto(desfase)).toISOString(),
    desfase_ms: resto(desfase), desfase_toma_ms: enLaToma === null ? null : resto(enLaToma),
  };
}
