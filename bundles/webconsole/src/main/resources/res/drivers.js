/* The page of drivers works without this; with it times are local, a removal is asked about, and who waits sees that he waits. */
"use strict";

window.addEventListener("load", () => {
  const viewport = document.createElement("meta");
  viewport.name = "viewport";
  viewport.content = "width=device-width, initial-scale=1";
  document.head.append(viewport);

  for (const time of document.querySelectorAll("#gw-drivers time")) {
    time.textContent = new Date(time.dateTime).toLocaleString("sv-SE");
  }
  for (const form of document.querySelectorAll("#gw-drivers form")) {
    form.addEventListener("submit", event => {
      const button = form.querySelector("button");
      const action = form.elements.action.value;
      if (action === "remove" && !confirm("Take " + form.elements.name.value + " off the station?")) {
        event.preventDefault();
        return;
      }
      // After the browser has gathered the form.
      setTimeout(() => {
        for (const other of document.querySelectorAll("#gw-drivers button")) {
          other.disabled = true;
        }
        button.textContent = "Working …";
      });
    });
  }
});
