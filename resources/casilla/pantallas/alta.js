// The first screen of a phone: the account and the code of the sheet make its key, and the centre registers it.
import { leer, poner } from "../almacen.js";
import { boton, decir, mostrar, nodo } from "../dom.js";
import { hacerIdentidad, leerCodigo, leerEnlace } from "../llave.js";
import { medirReloj, pedirAlta, preguntarAlta, SinSenal } from "../red.js";
import { abrirCamara, MUDA_MS, soltar } from "../toma.js";
import { ACABA, sinCamara } from "../textos.js";

const PRONTO = 2_000, LUEGO = 15_000, UN_MINUTO = 60_000; // ms between two questions
const SIN_SENAL = "No hay señal. Busque señal y toque «Registrar» otra vez.";

export function pantallaDeAlta(enlace, alRegistrar) {
  const cuenta = campo("cuenta", "Cuenta", enlace?.cuenta, { autocapitalize: "none" });
  const codigo = campo("codigo", "Código de la hoja", enlace?.codigo, { autocapitalize: "characters" });
  let proceso = enlace?.proceso ?? "";
  const registrar = nodo("button", { class: "grande" }, "Registrar este teléfono");
  const enviar = async (evento) => {
    evento.preventDefault();
    registrar.disabled = true;
    try {
      await pedir(cuenta.entrada.value.trim(), codigo.entrada.value, proceso);
      decir("");
      alRegistrar();
    } catch (error) {
      decir(error instanceof SinSenal ? SIN_SENAL : error.message, true);
    } finally {
      registrar.disabled = false;
    }
  };
  const leido = (otro) => {
    cuenta.entrada.value = otro.cuenta;
    codigo.entrada.value = otro.codigo;
    proceso = otro.proceso;
    registrar.focus();
  };
  const lector = nodo("div", { class: "lector" });
  mostrar(
    nodo("h1", {}, "Registre este teléfono"),
    nodo("p", {}, "Lea el código QR de su hoja, o escriba lo que dice. Hágalo con señal, antes de la jornada."),
    lector,
    nodo("form", { onsubmit: enviar, novalidate: true }, cuenta.caja, codigo.caja,
      nodo("div", { class: "abajo" }, boton("Leer el QR", () => leerQr(lector, leido), "otro"), registrar)),
  );
}

function campo(id, nombre, valor = "", mas = {}) {
  const entrada = nodo("input", { id, autocomplete: "off", spellcheck: "false", value: valor, ...mas });
  return { entrada, caja: nodo("p", { class: "campo" }, nodo("label", { for: id }, nombre), entrada) };
}

// The same request, byte for byte, until it is answered: a second key would be another phone.
async function pedir(cuenta, texto, proceso) {
  const codigo = await leerCodigo(texto);
  if (!cuenta) throw new Error("Escriba su cuenta, como está en la hoja.");
  if (!codigo) throw new Error("El código tiene un error. Revíselo: son siete grupos de cuatro.");
  const reloj = await medirReloj();
  let identidad = await leer("identidad");
  const otro = await hacerIdentidad(cuenta, codigo, proceso || reloj.proceso);
  if (identidad?.pedido.codigo_id !== otro.pedido.codigo_id || identidad.cuenta !== cuenta) {
    identidad = otro;
    await poner("identidad", identidad);
  }
  const { estado, dicho } = await pedirAlta(identidad.pedido);
  if (estado !== 202) throw new Error(dicho.texto ?? "El centro no contestó. Toque «Registrar» otra vez.");
}

// Asks until the centre says yes or no: `aviso(texto)` when it is no, `alRegistrar` when it is yes.
export async function esperarRegistro(alRegistrar, aviso) {
  const desde = Date.now();
  for (;;) {
    const identidad = await leer("identidad");
    try {
      const { estado, dicho } = await preguntarAlta(identidad.llave);
      if (estado === 200) {
        await poner("identidad", { ...identidad, registrada: true });
        return alRegistrar();
      }
      const juzgada = estado === 404 ? await pedirAlta(identidad.pedido) : { estado, dicho };
      if (juzgada.estado === 403 || juzgada.estado === 422) return aviso(juzgada.dicho.texto);
    } catch (error) {
      if (!(error instanceof SinSenal)) throw error;
    }
    await new Promise((listo) => setTimeout(listo, Date.now() - desde < UN_MINUTO ? PRONTO : LUEGO));
  }
}

const MUDA = "La cámara no contesta. Si el teléfono pregunta por ella, permítala. Si no, escriba el código.";

// The reader of codes is brought only now: it weighs as much as all the rest.
async function leerQr(lugar, leido) {
  const video = nodo("video", { muted: true, playsinline: true, "aria-label": "Cámara" });
  const sigue = () => video.isConnected;
  const tarda = setTimeout(() => sigue() && decir(MUDA, true), MUDA_MS);
  try {
    await import("../ajeno/jsqr.js");
    lugar.replaceChildren(video);
    if (!(await abrirCamara(video, sigue))) return;
  } catch (error) {
    lugar.replaceChildren();
    decir(error.name ? `${sinCamara(error).split(".")[0]}. Escriba el código.` : ACABA.viejo, true);
    return;
  } finally {
    clearTimeout(tarda);
  }
  decir("Ponga el QR de la hoja en el cuadro.");
  const lienzo = document.createElement("canvas"), pincel = lienzo.getContext("2d", { willReadFrequently: true });
  while (sigue()) {
    const escala = 800 / Math.max(video.videoWidth, video.videoHeight);
    Object.assign(lienzo, { width: video.videoWidth * escala, height: video.videoHeight * escala });
    pincel.drawImage(video, 0, 0, lienzo.width, lienzo.height);
    const { data, width, height } = pincel.getImageData(0, 0, lienzo.width, lienzo.height);
    const enlace = leerEnlace(globalThis.jsQR(data, width, height)?.data ?? "");
    if (enlace) {
      leido(enlace);
      decir("Código leído. Toque «Registrar este teléfono».");
      break;
    }
    await new Promise((listo) => setTimeout(listo, 150));
  }
  soltar(video);
  lugar.replaceChildren();
}
