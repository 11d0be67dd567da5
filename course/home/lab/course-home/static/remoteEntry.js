// What the course adds to JupyterLab itself: below a lesson's toolbar, what its last check found; a way home; and the
// note, for the learner's own record, that a hint was opened. It is written by hand against the interface that a
// built extension has (a container with `init` and `get`), and uses JupyterLab's own modules, so nothing is built.
"use strict";

(() => {
  const here = document.currentScript.src;
  const asked = { hash: location.hash, path: decodeURIComponent(location.pathname) }; // before JupyterLab tidies it up
  let shared;

  // One of JupyterLab's own modules, the very instance that JupyterLab uses.
  async function module(name) {
    const versions = Object.values(shared[name]);
    return (await versions[0].get())();
  }

  async function extension() {
    const [{ INotebookTracker }, { Widget }, { PageConfig, URLExt }] = await Promise.all(
      ["@jupyterlab/notebook", "@lumino/widgets", "@jupyterlab/coreutils"].map(module),
    );
    const home = URLExt.join(PageConfig.getBaseUrl(), "course");
    return {
      id: "course-home:status",
      description: "Shows what the course's checks found in a lesson.",
      autoStart: true,
      requires: [INotebookTracker],
      activate: (app, notebooks) => activate(app, notebooks, { Widget, home }),
    };
  }

  function activate(app, notebooks, { Widget, home }) {
    look();
    wayHome(app, Widget, home);
    const strips = new Map();
    notebooks.widgetAdded.connect(async (_, panel) => {
      await panel.context.ready;
      const told = await standing(home, panel.context.path);
      if (!told || panel.isDisposed) return;
      const strip = new Strip(Widget, panel, home);
      strips.set(panel.id, strip);
      panel.disposed.connect(() => strips.delete(panel.id));
      strip.show(told);
      goToNamedCell(panel);
    });
    const events = new EventSource(`${home}/events`);
    events.onmessage = (event) => {
      const message = JSON.parse(event.data);
      for (const strip of strips.values()) if (strip.panel.context.path === message.path) strip.show(message);
    };
    // after a sleep of the computer, or a new start of the server, something may have been missed
    let away = false;
    events.onerror = () => { away = true; };
    events.onopen = async () => {
      if (!away) return;
      away = false;
      for (const strip of strips.values()) strip.show(await standing(home, strip.panel.context.path));
    };
    document.addEventListener("toggle", (event) => noteHint(event.target, notebooks, home), true);
  }

  // Where a lesson stands; null for a notebook that is none.
  async function standing(home, path) {
    const answer = await fetch(`${home}/status/${path.split("/").map(encodeURIComponent).join("/")}`);
    return answer.ok ? answer.json() : null;
  }

  // The line below a notebook's toolbar.
  class Strip {
    constructor(Widget, panel, home) {
      this.panel = panel;
      this.node = document.createElement("div");
      this.node.className = "course-strip";
      this.words = this.node.appendChild(document.createElement("p"));
      this.words.setAttribute("role", "status");
      this.next = this.node.appendChild(document.createElement("button"));
      this.next.type = "button";
      this.next.onclick = () => goTo(panel, this.cell);
      const link = this.node.appendChild(document.createElement("a"));
      link.textContent = "Details and hints";
      link.target = "course-home";
      this.link = link;
      this.home = home;
      const widget = new Widget({ node: document.createElement("div") });
      widget.node.append(this.node);
      panel.contentHeader.addWidget(widget);
      // the panel's layout gives a widget the least height that its style asks for
      const fit = new ResizeObserver(() => {
        widget.node.style.minHeight = `${this.node.offsetHeight}px`;
        panel.contentHeader.fit();
      });
      fit.observe(this.node);
      widget.disposed.connect(() => fit.disconnect());
    }

    show(message) {
      if (!message) return;
      if (message.kind === "began") {
        this.node.dataset.state = "began";
        this.words.textContent = message.words;
        return;
      }
      this.node.dataset.state = message.state;
      this.words.replaceChildren();
      const sum = message.of ? `${message.done} of ${message.of} exercises done.` : "";
      this.line("strong", message.words ? `${message.words}.` : "");
      this.line("span", message.why);
      this.line("span", sum);
      this.line("small", message.note);
      this.next.hidden = !message.next;
      if (message.next) {
        this.next.textContent = `Next: ${message.next.title}`;
        this.cell = message.next.cell;
      }
      this.link.href = `${this.home}/lesson/${message.lesson}`;
    }

    line(kind, text) {
      if (!text) return;
      const part = document.createElement(kind);
      part.textContent = `${text} `;
      this.words.append(part);
    }
  }

  // Make a cell the active one and bring it into view.
  function goTo(panel, id) {
    const notebook = panel.content;
    const at = notebook.widgets.findIndex((cell) => cell.model.id === id);
    if (at < 0) return;
    notebook.activeCellIndex = at;
    notebook.scrollToItem(at, "start");
    notebook.activate();
  }

  // An address of the course home names the cell to continue at.
  function goToNamedCell(panel) {
    const named = asked.hash.match(/^#cell-id=(.+)$/);
    if (!named || !asked.path.endsWith(`/${panel.context.path}`)) return;
    asked.hash = "";
    panel.revealed.then(() => setTimeout(() => goTo(panel, decodeURIComponent(named[1])), 300));
  }

  // Tell the learner's record which hint of which exercise was opened.
  function noteHint(fold, notebooks, home) {
    const tier = fold.open && fold.querySelector?.("summary")?.textContent.match(/^Hint ([123])\b/);
    const panel = tier && notebooks.currentWidget;
    if (!panel) return;
    const at = panel.content.widgets.findIndex((cell) => cell.node.contains(fold));
    const path = panel.context.path;
    for (let index = at - 1; index >= 0; index--) {
      const nbgrader = panel.content.widgets[index].model.getMetadata("nbgrader");
      if (!nbgrader?.grade) continue;
      const cookie = document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/);
      const body = new URLSearchParams({
        lesson: path.replace(/\.ipynb$/, ""), exercise: nbgrader.grade_id, kind: `hint ${tier[1]}`,
        _xsrf: cookie ? cookie[1] : "",
      });
      fetch(`${home}/help`, { method: "POST", body });
      return;
    }
  }

  // A link at the right of the menu bar.
  function wayHome(app, Widget, home) {
    const link = document.createElement("a");
    link.textContent = "Course home";
    link.href = home;
    link.target = "course-home";
    const widget = new Widget({ node: document.createElement("div") });
    widget.node.append(link);
    widget.id = "course-way-home";
    app.shell.add(widget, "top", { rank: 900 });
  }

  function look() {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("strip.css", here).href;
    document.head.append(sheet);
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["course-home"] = {
    init: (scope) => { shared = scope; },
    get: async () => {
      const plugin = await extension();
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
