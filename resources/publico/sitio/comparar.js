// Up to three candidacies side by side: the columns of the others are put away. Without this, all are there.
const forma = document.getElementById("elegir"), tabla = document.getElementById("comparada");
const MAXIMO = 3;

function aplicar() {
  const marcadas = [...forma.querySelectorAll("input:checked")].map((c) => Number(c.value));
  for (const caja of forma.querySelectorAll("input")) caja.disabled = marcadas.length >= MAXIMO && !caja.checked;
  for (const renglon of tabla.rows) {
    for (const celda of [...renglon.cells].slice(1)) {
      celda.classList.toggle("fuera", marcadas.length > 0 && !marcadas.includes(celda.cellIndex));
    }
  }
}

function armar() {
  const nombres = [...tabla.tHead.rows[0].cells].slice(1).map((c) => c.textContent);
  if (nombres.length < 2) return;
  const grupo = document.createElement("fieldset"), titulo = document.createElement("legend");
  titulo.textContent = "Hasta tres candidaturas";
  grupo.append(titulo, ...nombres.map((nombre, n) => {
    const par = document.createElement("span"), caja = document.createElement("input"), letrero = document.createElement("label");
    Object.assign(caja, { type: "checkbox", id: `c-${n}`, value: String(n + 1) });
    Object.assign(letrero, { htmlFor: caja.id, textContent: nombre });
    par.append(caja, letrero);
    return par;
  }));
  forma.replaceChildren(grupo);
  forma.hidden = false;
}

forma.addEventListener("change", aplicar);
document.addEventListener("corte", aplicar);
armar();
