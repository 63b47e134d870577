// Before it is kept he looks at the picture: title, code, section and casilla enlarged, and what is wrong with it.
import { boton, decir, impresa, mostrar, nodo } from "../dom.js";
import { enlargada } from "../foto.js";
import { noSeGuardo, PORQUES, reparo } from "../textos.js";

// Gives true once `guardar(asi)` kept it, false to take another. `asi`: why it is sent although it was judged bad.
export function pantallaDeRevision(acta, casilla, foto) {
  const { juicio, faltan, jpeg } = foto, url = URL.createObjectURL(new Blob([jpeg], { type: "image/jpeg" }));
  return (guardar) => new Promise((entregar) => {
    const quedarse = () => { // the phone's own way back would lose the picture
      history.pushState({ acta: acta.clave }, "");
      decir("Guarde la foto o tome otra.", true);
    };
    addEventListener("popstate", quedarse);
    const acabar = (si) => {
      removeEventListener("popstate", quedarse);
      URL.revokeObjectURL(url);
      decir("");
      entregar(si);
    };
    const entera = nodo("img", { src: url, alt: "La foto completa", class: "entera" });
    entera.addEventListener("click", () => entera.classList.toggle("cerca"));
    const porque = juicio.repetir && elegirPorque();
    const si = boton(juicio.repetir ? "Enviar así" : "Sí, es ésta: guardar", async () => {
      if (porque && !porque.value) {
        porque.focus();
        return decir("Diga por qué se envía así.", true);
      }
      si.disabled = true;
      try {
        await guardar(porque ? `${juicio.motivos.join(" ")}. ${porque.value}` : null);
        acabar(true);
      } catch (error) {
        si.disabled = false;
        si.textContent = "Guardar";
        decir(noSeGuardo(error), true);
      }
    }, juicio.repetir ? "otro" : "grande");
    const otra = boton("Tomar otra", () => acabar(false), juicio.repetir ? "grande" : "otro");
    const parte = enlargada(foto, Math.min(1000, innerWidth * devicePixelRatio));
    parte.setAttribute("role", "img");
    parte.setAttribute("aria-label", "Lo que el acta dice de sí: código, título, sección y casilla");
    mostrar(
      nodo("h1", {}, juicio.repetir ? "Tómela otra vez" : "¿Es ésta?"),
      ...juicio.motivos.map((m) => nodo("p", { class: "reparo" }, reparo(m, faltan))),
      nodo("dl", { class: "esperado" }, ...pares([
        ["Título", impresa(acta), "larga"], ["Código", acta.codigo], ["Sección", casilla.seccion], ["Casilla", casilla.nombre, "larga"],
      ])),
      parte,
      nodo("p", { class: "federal" }, "Si el título dice Presidencia, Senadurías o Diputaciones Federales, es federal: tome otra."),
      nodo("div", { class: "hoja", tabindex: "0", role: "region", "aria-label": "Foto completa" }, entera),
      porque && nodo("p", { class: "campo" }, nodo("label", { for: "porque" }, "Si no puede tomarla mejor, diga por qué"), porque),
      nodo("div", { class: "abajo par" }, juicio.repetir ? si : otra, juicio.repetir ? otra : si),
    );
  });
}

const elegirPorque = () =>
  nodo("select", { id: "porque" }, nodo("option", { value: "" }, "Elija"), ...PORQUES.map((p) => nodo("option", { value: p }, p)));

const pares = (lista) => lista.flatMap(([nombre, valor, como = ""]) => [nodo("dt", {}, nombre), nodo("dd", { class: como }, ...[valor].flat())]);
