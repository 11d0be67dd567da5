# %% [markdown]
# # Publish your work, and what comes next
#
# You will put a portfolio where strangers can read it: links that hold, a workflow that may do no more than it must, a
# history without a key, a page about you. Then you plan where to show it, what to learn in a year, and what to practise
# for interviews. A Data Scientist or an ML Engineer is found by such work; an AI Product Manager by how it is told.
#
# - **Way:** links, workflow, history, profile, talks, gaps, interview; then your year.
# - **Time:** 120 minutes, in two sittings. **You need:** Working together with git.
# - **Data:** a small portfolio in a repository made on the spot, with true figures from this course; a stand-in for
#   your own record. Nothing leaves your computer: the remote is a folder.

# %%
from course.checks import checks, plain
from course.git_practice import fresh_clone
from course.portfolio import Measure, save_evidence

portfolio = fresh_clone("publish-shown")
portfolio.git("log --oneline")

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: three things from earlier
#
# 1. You committed on a branch and pushed nothing. Who can read the commit? (`readers`: `"you"` or `"the team"`)
# 2. `late = {"JFK": 2}`. What does `late.get("EWR", 0)` return? (`count`, a number)
# 3. A commit holds a password, and a *later* commit deletes the file. Is the password still in the history?
#    (`still_there`: `True` or `False`)

# %% nbgrader={"grade_id": "publish-warm-up", "solution": true}
readers = ...
count = ...
still_there = ...
### BEGIN SOLUTION
readers = "you"
count = 0
still_there = True
### END SOLUTION

# %% nbgrader={"grade_id": "publish-warm-up-check", "grade": true, "points": 3}
with checks("warm-up", points=3) as expect:
    expect.text(lambda: readers, "you", says="who reads a commit that was not pushed",
                help="A commit is in your own clone. Which command would bring it to the remote?")
    expect.equal(lambda: count, 0, says="what `.get` returns for a name that is not there",
                 help="The second argument of `.get` is what it returns for an unknown name. No error is raised.")
    expect.equal(lambda: still_there, True, says="what a later commit does to an earlier one",
                 help="A commit keeps all files as they were. Does a new commit change an old one?")

# %% tags=["wrong-answer"]
# message: "bring it to the remote", "Does a new commit change"
readers, count, still_there = "the team", 0, False

# %% tags=["wrong-answer"]
# message: "No error is raised"
readers, count, still_there = "you", None, True

# %% tags=["hints"]
# 1. The first and the third come from the lesson on git, the second from counting with a dict.
# 2. Commit and push are two steps. `.get` takes a second value for names that it does not find. Old commits stay.
# 3. Nothing reaches the team without a push; the second value is the answer; what was committed is kept.

# %% [markdown] tags=["after"]
# **Worth knowing.** The third decides most of this lesson: what you publish is not a folder, it is a history. An
# employer reads yours as a colleague would, and so does a program that looks for keys.

# %% [markdown]
# ## Does every link lead somewhere?
#
# A **static site** is a folder of files at an address. The host sends the file that was asked for; no program runs. The
# browser joins a link with the address of its page, as `urljoin` does:
#
# | link | leads |
# |---|---|
# | `cv.html` | beside the page |
# | `../cv.html` | one folder up |
# | `/cv.html` | to the root of the *host* |
# | `#method` | to a part of the same page |
#
# **Predict:** the site lies in `/portfolio/`. Which of these links leaves it?

# %% tags=["teaches:site-links"]
from urllib.parse import urljoin

from bs4 import BeautifulSoup

for link in ["penguins.html", "../cv.html", "/cv.html"]:
    print(f"{link:14}", urljoin("https://ada.example/portfolio/case-studies/airports.html", link))


def links(html):
    """Return the addresses of all links of a page, in their order."""
    return [tag["href"] for tag in BeautifulSoup(html, "html.parser")("a", href=True)]


names = portfolio.ask("ls-tree -r --name-only main~2 -- site").split()
pages = {name.removeprefix("site/"): portfolio.ask(f"show main~2:{name}") for name in names}
for name, html in pages.items():
    print(f"{name:28}", links(html))

# %% [markdown] tags=["quiz"]
# id: root-link
# exercise: broken-links
#
# A site lies at `https://ada.example/portfolio/`. Where does the link `/cv.html` on its front page lead?
#
# - [x] To `https://ada.example/cv.html`, outside the site :: A slash in front begins at the root of the host.
# - [ ] To `https://ada.example/portfolio/cv.html` :: That is where `cv.html`, without the slash, leads.
# - [ ] To a file in the root folder of the visitor's disk :: Only a page opened as a file would look there.

# %% [markdown] tags=["quiz"]
# id: capital-in-a-link
# exercise: broken-links
#
# A link to `Penguins.html` works on your Mac or Windows computer, where the file is `penguins.html`. Why may it fail
# once it is published?
#
# - [x] Most hosts take capital and small letters for different names :: They run on Linux, where these are two files.
# - [ ] Browsers turn every address into small letters :: They do so with the host's name, not with the path.
# - [ ] A host refuses names with capitals :: It serves `README.html` as gladly; the name must be the same.

# %% [markdown] tags=["task", "kind:write", "uses:site-links", "uses:dicts", "uses:loops"]
# ## Exercise 1: find links that lead nowhere
#
# Write `broken(pages)`. `pages` is a dict from a page's path to its HTML, as above. Return a list of `(path, link)`, in
# the order of the pages and of their links, for each link whose target is none of the pages.
#
# - A link with `:` in it (`https:`, `mailto:`) leads elsewhere: skip it. `":" not in link` asks that.
# - What follows `#` is a part of a page: drop it first, with `link.split("#")[0]`.
# - A target with `target.endswith("/")` means the `index.html` in that folder.
# - `urljoin` joins paths, too: `urljoin("case-studies/penguins.html", "../cv.html")` is `"cv.html"`.
#
# `broken({"index.html": '<a href="cv.html">CV</a>'})` is `[("index.html", "cv.html")]`.

# %% nbgrader={"grade_id": "broken-links", "solution": true}
def broken(pages):
    """Return (path, link) for every link to a page that is not there."""
    ### BEGIN SOLUTION
    found = []
    for path, html in pages.items():
        for link in links(html):
            target = urljoin(path, link.split("#")[0])
            if target.endswith("/"):
                target = target + "index.html"
            if ":" not in link and target not in pages:
                found.append((path, link))
    return found
    ### END SOLUTION


# %% nbgrader={"grade_id": "broken-links-check", "grade": true, "points": 4}
with checks("broken", points=4) as expect:
    expect.equal(lambda: broken({"index.html": '<a href="cv.html">CV</a>'}), [("index.html", "cv.html")],
                 says="a page that is not there",
                 help="Return a list of pairs: the path of the page with the link, and the link as it stands there.")
    expect.equal(lambda: broken({"a.html": '<a href="b.html#end">b</a><a href="c.html#x">c</a>',
                                 "b.html": '<a href="#top">up</a>'}), [("a.html", "c.html#x")],
                 says="parts of pages", help="Drop what follows `#` before you look for the target.")
    expect.equal(lambda: broken({"a/b.html": '<a href="../c.html">c</a><a href="c.html">c</a>', "c.html": ""}),
                 [("a/b.html", "c.html")], says="a page one folder up",
                 help="Join the link with the path of its page, by `urljoin`.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: broken({"index.html": '<a href="talks/">t</a><a href="data/">d</a>', "talks/index.html": ""}),
                 [("index.html", "data/")], says="folders", help="A target that ends in `/` means its `index.html`.")
    expect.equal(lambda: broken({"a.html": '<a href="https://x.example/b.html">x</a><a href="mailto:a@x.example">m</a>'
                                           '<a href="b.html">b</a>'}), [("a.html", "b.html")],
                 says="links to elsewhere", help="Skip a link that has a `:` in it.")
    expect.equal(lambda: broken({"b/c.html": '<a href="/d.html">d</a><a href="D.html">D</a>', "b/d.html": "",
                                 "d.html": '<a href="e.html">e</a>'}),
                 [("b/c.html", "/d.html"), ("b/c.html", "D.html"), ("d.html", "e.html")],
                 says="roots, capitals, and all pages in their order",
                 help="Compare the joined link with the paths as they are: `/d.html` is not `d.html`. Look at every "
                      "link of every page before you return.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Drop what follows", "by `urljoin`"
def broken(pages):
    return [(path, link) for path, html in pages.items() for link in links(html)
            if ":" not in link and link not in pages]


# %% tags=["wrong-answer"]
# message: "before you return", "means its `index.html`"
def broken(pages):
    found = []
    for path, html in pages.items():
        for link in links(html):
            target = urljoin(path, link.split("#")[0])
            if ":" not in link and target not in pages:
                found.append((path, link))
        return found                                     # after the first page


# %% tags=["wrong-answer"]
# message: "`/d.html` is not `d.html`", "Skip a link"
def broken(pages):
    found = []
    for path, html in pages.items():
        for link in links(html):
            target = urljoin(path, link.split("#")[0]).strip("/")
            if target not in pages and target + "/index.html" not in pages:
                found.append((path, link))
    return found


# %% tags=["hints"]
# 1. Two loops, one in the other: over the pages with `.items()`, over the links of each with `links`.
# 2. For each link: drop the part behind `#`, join it with the path of its page, complete a folder by `index.html`, and
#    ask whether the target is among the pages.
# 3. Begin with an empty list; `append` the pair where `":" not in link` and the target is `not in pages`; `return` the
#    list when both loops are over.

# %% [markdown] tags=["after"]
# **Worth knowing.** `broken(pages)` finds three in this portfolio as it was two commits ago: a capital letter, a slash
# in front, a page that was never made. On a Mac or Windows the first works, and in a preview at the root of an address
# the second does, which is why nobody saw them. The next commit, "Mend three links", repairs them.

# %% [markdown] tags=["task", "kind:break", "uses:site-links"]
# ## Exercise 2: find what the checker misses
#
# A checker that finds nothing has proved little. Make `trap`, a dict of one or more pages like `pages`, on which a
# right `broken` returns `[]` although a visitor of **these pages** meets something that is not there:
#
# - a link with `#name` whose page has no part of that `id`: then `missed` is `"part"`; or
# - an `<img src="…">` whose file is none of the pages (a path, without `:`): then it is `"picture"`.
#
# A part is named by `<h2 id="method">Method</h2>`.

# %% nbgrader={"grade_id": "checker-misses", "solution": true}
trap = ...
missed = ...
### BEGIN SOLUTION
trap = {"index.html": '<h1 id="top">Portfolio</h1><a href="#metod">Method</a>'}
missed = "part"
### END SOLUTION

# %% nbgrader={"grade_id": "checker-misses-check", "grade": true, "points": 3}
with checks("a trap", points=3) as expect:
    from bs4 import BeautifulSoup as Soup

    def targets(site):
        """(path, link, target, part) of each link inside the site."""
        for path, html in plain(site).items():
            for tag in Soup(html, "html.parser")("a", href=True):
                link, _, part = tag["href"].partition("#")
                target = urljoin(path, link)
                if ":" not in tag["href"]:
                    yield path, tag["href"], target + "index.html" * target.endswith("/"), part

    def parts_missed(site):
        return [part for _, _, target, part in targets(site)
                if part and not Soup(plain(site).get(target, ""), "html.parser").find(id=part)]

    def pictures_missed(site):
        sources = [urljoin(path, tag["src"]) for path, html in plain(site).items()
                   for tag in Soup(html, "html.parser")("img", src=True) if ":" not in tag["src"]]
        return [source for source in sources if source not in plain(site)]

    def content(site):
        return len(plain(site)) > 0 and all(target in plain(site) for _, _, target, _ in targets(site))

    expect.true(lambda: content(trap), says="a right checker finds nothing in trap",
                help="A link of yours leads to a page that is not in `trap`, or `trap` has no page: that, a checker "
                     "finds. Give it every page that it links to.")
    expect.true(lambda: content(trap) and len(parts_missed(trap) + pictures_missed(trap)) > 0, weight=2,
                says="a visitor meets something that is not there",
                help="All that these pages name is there: they work. Name a part whose `id` no page has, or a picture "
                     "that is none of the pages.")
    expect.true(lambda: len({"part": parts_missed, "picture": pictures_missed}[plain(missed)](trap)) > 0,
                says="missed says what", help="Does `missed` name what your `trap` lacks: \"part\" or \"picture\"?")

# %% tags=["wrong-answer"]
# message: "that, a checker finds"
trap, missed = {"index.html": '<a href="method.html">Method</a>'}, "part"

# %% tags=["wrong-answer"]
# message: "they work"
trap, missed = {"index.html": '<h2 id="method">Method</h2><a href="#method">How I counted</a>'}, "part"

# %% tags=["wrong-answer"]
# message: "Does `missed` name"
trap, missed = {"index.html": '<img src="figures/delay.png" alt="Delays">'}, "part"

# %% tags=["hints"]
# 1. Your function drops one half of a link, and looks at one kind of tag. Each is a way past it.
# 2. One page is enough: a link to a part of itself that it does not have, or a picture.
# 3. For a part: an `<a href=…>` that begins with `#`, spelt otherwise than the `id` of a heading. For a picture: an
#    `<img>` tag whose `src` is a file that you don't add.

# %% [markdown] tags=["after"]
# **Worth knowing.** It misses more: pages elsewhere that are gone, a page that no link leads to, a link to the *wrong*
# page. Checkers that ask other hosts are slow and fail when those are asleep, so many teams run them once a week, and
# their own links at every push. No checker replaces ten minutes with your own site, on a phone, as a stranger.

# %% [markdown]
# ## Who copies the files to the host?
#
# A code host does, on a machine that it lends you for minutes, if a **workflow** says when and what. It is a file in
# `.github/workflows/`, in YAML: `name: value`, deeper lines belong to the one above, `-` begins an item of a list.
#
# `on` says when; `jobs` are done each on a fresh machine; a step `uses` an **action**, a program that others wrote.
# **Predict:** what does Python make of the word `on`?

# %% tags=["teaches:workflow-files"]
import yaml

counting = """
on: {push: {branches: [main]}}
permissions: {contents: read}
jobs:
  count:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: wc -w README.md
"""
yaml.safe_load(counting)

# %% [markdown] tags=["teaches:least-privilege"]
# `True`: this YAML reads `on`, `yes` and `no` as true and false. The host reads the word.
#
# Each run gets a key to your repository, and actions use it. [`permissions`](https://docs.github.com/en/actions/using-jobs/assigning-permissions-to-jobs)
# says what it opens, for the workflow or for one job; **what you don't name is then shut**.
#
# In March 2025 somebody moved the tags of a popular action to code that
# [wrote keys into public logs](https://github.com/advisories/ghsa-mrrh-fwg8-r2c3). A hash can't be moved: **pin** each
# action to one.

# %% [markdown] tags=["quiz"]
# id: pinned-action
# exercise: mend-workflow
#
# Why is an action pinned to a commit's hash, not to a tag such as `v5`?
#
# - [x] A tag can be moved to other code, a hash cannot :: The hash is calculated from what the commit holds.
# - [ ] A hash is always the newest version :: It is always the same version; you move it when you have looked.
# - [ ] A tag works for public repositories alone :: It works everywhere, for whoever moves it, too.

# %% [markdown] tags=["quiz"]
# id: unnamed-permission
# exercise: mend-workflow
#
# A job has `permissions: {pages: write}` and nothing else. May it push a commit to your repository?
#
# - [x] No :: Once some permissions are named, all that are not are shut: `contents` is one of them.
# - [ ] Yes, since `contents: write` is what jobs have anyway :: Only where nothing is named does a setting decide.
# - [ ] Only on a branch :: A push of any kind needs `contents: write`.

# %% [markdown] tags=["task", "kind:debug", "uses:workflow-files", "uses:least-privilege"]
# ## Exercise 3: mend a workflow from the web
#
# Somebody copied `draft`, below. Make `workflow`, its text mended: with `draft.replace("old", "new")` (`\n` is a line's
# end), or written anew between `"""`.
#
# | part | should |
# |---|---|
# | `on` | start at a push to `main` only (`workflow_dispatch:`, a button, is allowed) |
# | `permissions` of the workflow | `contents: read` |
# | `deploy` | its own permissions, `pages: write` and `id-token: write`; and `needs: upload`, so that it waits |
# | `path` | `site`: the rest of the repository is not the site |
# | `uses` | each pinned, as in `pins` |
# | secrets | none: the run's own key is enough |
#
# Jobs, steps and `environment` stay.

# %% nbgrader={"grade_id": "mend-workflow", "solution": true}
draft = portfolio.read(".github/workflows/pages.yml")
pins = {"actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1",               # v7.0.1
        "actions/upload-pages-artifact": "fc324d3547104276b827a68afc52ff2a11cc49c9",  # v5.0.0
        "actions/deploy-pages": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"}           # v5.0.0
print(draft)
workflow = draft
### BEGIN SOLUTION
workflow = draft.replace("push:\n  pull_request:", "push:\n    branches: [main]")
workflow = workflow.replace("write-all", "\n  contents: read").replace("path: .", "path: site")
workflow = workflow.replace("        with:\n          token: ${{ secrets.MY_TOKEN }}\n", "")
own = "    needs: upload\n    permissions: {pages: write, id-token: write}\n"
workflow = workflow.replace("deploy:\n", "deploy:\n" + own)
for name, commit in pins.items():
    workflow = workflow.replace(f"{name}@main", f"{name}@{commit}").replace(f"{name}@v5", f"{name}@{commit}")
### END SOLUTION

# %% nbgrader={"grade_id": "mend-workflow-check", "grade": true, "points": 6}
with checks("a workflow", points=6) as expect:
    from course.errors import PracticeError
    from course.portfolio_practice import actions_of, events_of, read_workflow

    def mended(look, tell=False):
        """What `look` finds; where the workflow can't be read, one sub-check tells it and the others wait."""
        if plain(workflow) == plain(draft):
            return ...
        try:
            return look(read_workflow(plain(workflow), ("upload", "deploy")))
        except PracticeError:
            if tell:
                raise
            return ...

    def may(name):
        return lambda found: found["jobs"][name].get("permissions", found.get("permissions"))

    PINNED = ["actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
              "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9",
              "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"]

    def uploaded(found):
        step = next(step for step in found["jobs"]["upload"]["steps"] if "upload-pages" in step.get("uses", ""))
        return step["with"]["path"].removeprefix("./").rstrip("/")

    expect.equal(lambda: mended(events_of, tell=True), {"push": ["main"]}, says="it can be read, and when it starts",
                 help="A push to `main`, and no pull request: anybody can open one. `branches: [main]` stands below "
                      "`push:`, two blanks deeper. All else waits until the workflow can be read.")
    expect.equal(lambda: mended(may("upload")), {"contents": "read"}, says="what upload may do",
                 help="`permissions: write-all` opens everything for other people's code. Reading is enough.")
    expect.equal(lambda: mended(may("deploy")), {"pages": "write", "id-token": "write"}, says="what deploy may do",
                 help="Permissions of its own, inside `deploy:`, as the table has them.")
    expect.equal(lambda: mended(uploaded), "site", says="what is published",
                 help="`path: .` is the whole repository, notebooks and notes too.")
    ### BEGIN HIDDEN TESTS
    expect.same_set(lambda: mended(actions_of), PINNED,
                    says="every action is pinned", help="A name such as `@main` or `@v5` can be moved: write the hash "
                                                        "of `pins` behind the `@`, in all three.")
    expect.true(lambda: mended(lambda found: "secrets" not in plain(workflow) and "ghp_" not in plain(workflow)),
                says="no secret is asked for", help="Take out `with:` and `token:` of the checkout.")
    expect.true(lambda: mended(lambda found: found["jobs"]["deploy"].get("needs") in ("upload", ["upload"])
                               and "github-pages" in str(found["jobs"]["deploy"].get("environment"))),
                says="deploy waits for upload, in its environment",
                help="Jobs begin at the same time unless one says `needs: upload`. `environment` stays as it was.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "can be moved", "Take out `with:`", "Jobs begin at the same time"
draft = portfolio.read(".github/workflows/pages.yml")
workflow = draft.replace("push:\n  pull_request:", "push:\n    branches: [main]")
workflow = workflow.replace("write-all", "\n  contents: read").replace("path: .", "path: site")
workflow = workflow.replace("deploy:\n", "deploy:\n    permissions: {pages: write, id-token: write}\n")

# %% tags=["wrong-answer"]
# message: "Permissions of its own", "Reading is enough"
draft = portfolio.read(".github/workflows/pages.yml")
workflow = draft.replace("push:\n  pull_request:", "push:\n    branches: [main]").replace("path: .", "path: site")
workflow = workflow.replace("write-all", "\n  contents: read\n  pages: write\n  id-token: write")

# %% tags=["wrong-answer"]
# message: "anybody can open one", "notebooks and notes too"
draft = portfolio.read(".github/workflows/pages.yml")
workflow = draft.replace("permissions: write-all", "permissions:\n  contents: read")
workflow = workflow.replace("deploy:\n", "deploy:\n    permissions: {pages: write, id-token: write}\n")

# %% tags=["wrong-answer"]
# message: "line 10: `runs-on: ubuntu-latest` does not fit the lines above it", "all else waits"
draft = portfolio.read(".github/workflows/pages.yml")
workflow = draft.replace("push:\n  pull_request:", "push:\n    branches: [main]")
workflow = workflow.replace("write-all", "\n  contents: read").replace("path: .", "path: site")
workflow = workflow.replace("  upload:\n", "  upload:\n      needs: nothing\n")           # six blanks, not four

# %% tags=["wrong-answer"]
# message: "two blanks deep, stands no `deploy:`"
draft = portfolio.read(".github/workflows/pages.yml")
workflow = draft.replace("push:\n  pull_request:", "push:\n    branches: [main]")
workflow = workflow.replace("  deploy:\n", "deploy:\n    needs: upload\n")                # beside jobs, not in them

# %% tags=["hints"]
# 1. The short workflow above has the same parts, mended. Take the table row by row, and `print(workflow)` after each.
# 2. `replace` gives a new text and leaves the old: go on from `workflow`, not from `draft`. What you put in must keep
#    the depth of the lines around it: two blanks a step.
# 3. A job's permissions fit in one line below its name: `permissions: {pages: write, id-token: write}`, four blanks
#    deep. For the pins, a loop over `pins.items()` replaces `name@main` and `name@v5`.

# %% [markdown] tags=["after"]
# **Worth knowing.** `python3 -m course portfolio new` puts such a workflow into your portfolio. On GitLab a file
# `.gitlab-ci.yml` does it: a job with `pages: {publish: site}` and a `script`, run for `main` by its `rules` ([its
# manual](https://docs.gitlab.com/user/project/pages/); older versions want the folder under `artifacts: paths`, too). A
# pinned action gets no repairs by itself: a bot such as Dependabot asks you to move the pin, and you look first.

# %% [markdown]
# ## What else becomes public?
#
# A push sends a commit *and all that it leads back to*. A [study of public repositories](https://www.ndss-symposium.org/ndss-paper/how-bad-can-it-git-characterizing-secret-leakage-in-public-github-repositories/)
# (2019) found keys in more than 100,000 of them. Before the first push, ask the history for words:
#
# - `log -S WORDS` lists the commits that brought or took away these words;
# - `log -i -G 'this|that'` those with a changed line that has one or the other, in small letters or capitals.
#
# **Predict:** which two commits touched the wrong link?

# %% tags=["teaches:words-in-history"]
portfolio.git("log --oneline -S Penguins.html")
portfolio.git("log --oneline -i -G 'laguardia|gentoo'")
portfolio.git("log --oneline --decorate -1")
portfolio.git("ls-files")

# %% [markdown] tags=["task", "kind:read", "uses:words-in-history", "uses:commits"]
# ## Exercise 4: find the key
#
# Somewhere in this history stands a key to a weather service, invented for this lesson. Search with
# `portfolio.git("…")` in cells of your own: what are keys called? `show HASH` opens a commit.
#
# | name | question |
# |---|---|
# | `key` | The key itself, as a text |
# | `brought_by`, `taken_by` | The subjects of the commits that brought it and took it away |
# | `leads_there` | A tag leads to the commit with the key, too. Its name? |
# | `first_step` | It was pushed an hour ago. What comes first: `"new key"`, `"new commit"` or `"force push"`? |

# %% nbgrader={"grade_id": "find-key", "solution": true}
key = ...
brought_by = ...
taken_by = ...
leads_there = ...
first_step = ...
### BEGIN SOLUTION
key = "wx-4c1e7a90-practice"
brought_by = "Compare the three airports"
taken_by = "Ask for the access when the program runs"
leads_there = "draft"
first_step = "new key"
### END SOLUTION

# %% nbgrader={"grade_id": "find-key-check", "grade": true, "points": 5}
with checks("find the key", points=5) as expect:
    expect.true(lambda: plain(key).strip(" '\"") == "wx-4c1e7a90-practice", says="the key",
                help="`log -i -G 'key|token|password|access'` leads to few commits. `show` prints their lines; copy "
                     "what stands between the quotes, all of it.")
    expect.text(lambda: brought_by, "Compare the three airports", says="the commit that brought it",
                help="In the commit that brought it, its line begins with `+`. The subject is the first line of the "
                     "message.")
    expect.text(lambda: taken_by, "Ask for the access when the program runs", says="the commit that took it away",
                help="In the commit that took it away, its line begins with `-`.")
    expect.text(lambda: leads_there, "draft", says="the tag",
                help="`tag` lists tags; `log --oneline --decorate` prints them beside their commits.")
    expect.text(lambda: first_step, "new key", says="what comes first",
                help="Whoever fetched it in that hour has it. What makes their copy worthless?")

# %% tags=["wrong-answer"]
# message: "make", "begins with `-`", "begins with `+`"
key, brought_by = "wx-4c1e7a90-practice", "Ask for the access when the program runs"
taken_by, leads_there, first_step = "Compare the three airports", "draft", "new commit"

# %% tags=["wrong-answer"]
# message: "between the quotes", "copy worthless", "`tag` lists tags"
key, brought_by = "WEATHER_ACCESS", "Compare the three airports"
taken_by, leads_there, first_step = "Ask for the access when the program runs", "v1.0", "force push"

# %% tags=["hints"]
# 1. The cell above searches for two words at once. Search for what people call keys: token, password, access …
# 2. Of the commits that it lists, two touch a Python file. Open both with `show` and their hashes.
# 3. A line with `-` in front was taken away, one with `+` was added. The tag stands beside a commit's hash in
#    `log --oneline --decorate`. For the last question, think of who has a copy.

# %% [markdown] tags=["after"]
# **Worth knowing.** A search for words finds what is called by its name. Scanners look for the *form* of keys as well,
# and code hosts run them at each push. Notes are harder: no program knows that a sentence about a firm is private.
# Read `ls-files` once, with the eyes of the person who is named in it.

# %% [markdown] tags=["quiz"]
# id: push-tags
# exercise: push-site
#
# You made a branch without the old history and pushed it. An old tag leads to a commit with a key. What does
# `git push --tags` do?
#
# - [x] It sends the tag and its commit, key included :: A push sends whatever the name leads back to.
# - [ ] It sends the tag's name and no commit :: A name without its commit would be of no use to anyone.
# - [ ] Nothing, since the branch is pushed already :: The branch does not lead to that commit; the tag does.

# %% [markdown] tags=["task", "kind:write", "uses:words-in-history", "uses:remotes", "uses:staging"]
# ## Exercise 5: publish without the past
#
# In `public`, the same portfolio, nothing is pushed; the remote is empty. Publish it:
#
# - on the remote, a branch `main`, with your `workflow` as `.github/workflows/pages.yml`, and all of `site`;
# - neither the key nor anything of `notes/`, in any commit; `notes/` is ignored from now on and stays in your folder;
# - a tag `v1.0` on that `main`; no other branch or tag.
#
# `checkout --orphan NAME` begins a branch without a past, all files staged. `rm -r --cached FOLDER` takes a folder from
# the stage only. `branch -M main` renames your branch, in place of the old main. `push origin NAME` sends a tag.

# %% nbgrader={"grade_id": "push-site", "solution": true}
public = fresh_clone("publish")
### BEGIN SOLUTION
public.git("checkout --orphan first")
public.git("rm -r --cached notes")
public.write(".gitignore", public.read(".gitignore") + "notes/\n")
public.write(".github/workflows/pages.yml", workflow)
public.git("add .")
public.git("commit -m 'Publish the portfolio'")
public.git("branch -M main")
public.git("push -u origin main")
public.git("tag -a v1.0 -m 'First public version'")
public.git("push origin v1.0")
### END SOLUTION

# %% nbgrader={"grade_id": "push-site-check", "grade": true, "points": 6}
with checks("published", points=6) as expect:
    KEPT = ("site/index.html", "site/cv.html", "site/case-studies/airports.html", "site/case-studies/penguins.html",
            "notebooks/weather.py")

    def pushed():
        return public.remote.tip("main") is not None

    expect.true(lambda: pushed() and "site/index.html" in public.remote.files("main"),
                says="main with the site is on the remote",
                help="Nothing reaches the remote without `push -u origin main`, from a branch of that name. What did "
                     "it print?")
    expect.true(lambda: not public.remote.keeps("wx-4c1e7a90") if pushed() else ..., weight=2,
                says="the key is in no commit there",
                help="The remote keeps the old commit with the key: a branch or a tag that you pushed leads back to "
                     "it, or did so once. Begin again in a new clone, from a branch without a past.")
    expect.true(lambda: not public.remote.keeps("Harbour Analytics") if pushed() else ...,
                says="the notes are not there",
                help="Private notes are public now. Take them from the stage before you commit.")
    expect.true(lambda: public.remote.text("main", ".github/workflows/pages.yml") == plain(workflow)
                if pushed() else ..., says="your workflow is there",
                help="Write `workflow` to `.github/workflows/pages.yml`, add it, and commit before the push.")
    ### BEGIN HIDDEN TESTS
    expect.true(lambda: public.remote.tip("v1.0") == public.remote.tip("main") if pushed() else ...,
                says="v1.0 is on main",
                help="`tag` on the commit that you push, then push the tag by its name: a push of a branch leaves "
                     "tags behind.")
    expect.true(lambda: (public.remote.branches, public.remote.tags) == (("main",), ("v1.0",)) if pushed() else ...,
                says="one branch and one tag", help="Something else is on the remote too: push names one by one.")
    expect.true(lambda: public.remote.ignores("main", "notes/new.md") and public.read("notes/applications.md") != ""
                if pushed() else ..., says="notes are ignored, and still yours",
                help="A line `notes/` in the committed `.gitignore`; `rm` without `--cached` deletes the files.")
    expect.true(lambda: {*KEPT} <= {*public.remote.files("main")} if pushed() else ..., says="nothing is lost",
                help="All four pages and the notebook's program belong to the portfolio.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "leads back to it", "Private notes are public"
public = fresh_clone("publish")
public.write(".github/workflows/pages.yml", workflow)
public.git("add .")
public.git("commit -m 'Publish the portfolio'")
public.git("push -u origin main")
public.git("tag v1.0")
public.git("push origin v1.0")

# %% tags=["wrong-answer"]
# message: "leads back to it", "push names one by one"
public = fresh_clone("publish")
public.git("checkout --orphan first")
public.git("rm -r --cached notes")
public.write(".gitignore", public.read(".gitignore") + "notes/\n")
public.write(".github/workflows/pages.yml", workflow)
public.git("add .")
public.git("commit -m 'Publish the portfolio'")
public.git("branch -M main")
public.git("tag v1.0")
public.git("push -u origin main")
public.git("push --tags")                               # and with it the tag draft

# %% tags=["wrong-answer"]
# message: "leaves tags behind"
public = fresh_clone("publish")
public.git("checkout --orphan first")
public.git("rm -r --cached notes")
public.write(".gitignore", public.read(".gitignore") + "notes/\n")
public.write(".github/workflows/pages.yml", workflow)
public.git("add .")
public.git("commit -m 'Publish the portfolio'")
public.git("branch -M main")
public.git("push -u origin main")
public.git("tag v1.0")

# %% tags=["hints"]
# 1. The order matters: a branch without a past, then the stage as it should be, then one commit, then the push, then
#    the tag. `status --short` shows what the commit will hold.
# 2. After `checkout --orphan` everything is staged: take the notes out, write the longer `.gitignore` and the workflow,
#    and add both. Only then commit.
# 3. Ten lines: `checkout --orphan`, `rm -r --cached`, two times `public.write`, `add .`, `commit -m`, `branch -M main`,
#    `push -u origin main`, `tag -a v1.0 -m` with a message, `push origin v1.0`.

# %% [markdown] tags=["after"]
# **Worth knowing.** One commit loses the story of how the work grew. Tools such as `git filter-repo` rewrite a history
# and keep the rest of it; they need care, and every clone must be made anew. A remote keeps commits that no branch
# leads to any more, for weeks or for ever, which is why the check looked at everything that it stores.

# %% [markdown]
# ## What does a stranger read first?
#
# On GitHub the README of a public repository that is called like its owner stands
# [on top of their profile](https://docs.github.com/en/account-and-profile/setting-up-and-managing-your-github-profile/customizing-your-profile/managing-your-profile-readme).
# It should say, in this order: who you are, what you do and for whom, where the evidence is, how to reach you.
#
# It is Markdown: `# heading`, `[words](address)`, `![alt text](picture)`. **Predict:** how many links has the one
# below, once it is a page?

# %% tags=["teaches:profile-readme"]
from markdown_it import MarkdownIt

poor = """# Hi there

![](https://badge.example/python.svg) ![](https://badge.example/sql.svg) ![](https://badge.example/cloud.svg)

Passionate data enthusiast. See [here](file:///C:/Users/me/site/index.html) and [here](http://localhost:8888/tree).
"""
page = MarkdownIt().render(poor)
print(links(page), page.count("<img"))

# %% [markdown] tags=["task", "kind:write", "uses:profile-readme", "uses:site-links"]
# ## Exercise 6: write your profile
#
# One link, to the writer's own computer; the other address is none. Write `readme`, Markdown of 40 to 200 words:
#
# - first line: `# ` and your name, or one made up;
# - then one line, at most 140 characters: what you do, and for whom;
# - three links or more, to `https:`, `mailto:` or a path beside the README, in words that say where they lead (not
#   "here");
# - a number from your work; at most one picture, with alt text;
# - none of: passionate, enthusiast, guru, ninja, rockstar.
#
# Hosts such as `ada.example` belong to nobody. Then say below the check in two sentences (**rubric,** a point each):
# which reader decides what in ten seconds; what you left out, and why.

# %% nbgrader={"grade_id": "profile", "solution": true}
readme = ...   # between """ and """
### BEGIN SOLUTION
readme = """# Ada Obi

I find out what delays flights and buses, for people who plan timetables.

- [Half the arrivals from LaGuardia are 13 minutes early or more](https://ada.example/portfolio/airports.html): 2,000
  flights, and a page on whom the records leave out
- [A change that a team could take as it was](https://ada.example/portfolio/git.html), with its test

I look for a first post as an analyst in transport. [Write to me](mailto:ada@ada.example).
"""
### END SOLUTION

# %% nbgrader={"grade_id": "profile-check", "grade": true, "points": 5}
with checks("a profile", points=5) as expect:
    import re

    from course.portfolio_practice import counts_something, links_of, page_of

    def lines(text):
        return [line.strip() for line in plain(text).strip().splitlines() if line.strip()]

    def linked(text):
        return links_of(plain(text))

    def bad(address):
        kind = address.lower()
        return kind.startswith(("/", "\\")) or (":" in kind and not kind.startswith(("https://", "mailto:")))

    def pictures(text):
        return page_of(plain(text))("img")

    expect.true(lambda: re.match(r"# (?!hi there)\S", lines(readme)[0].lower()) is not None,
                says="the first line is a name", help="The first line is `# `, with a blank, and a name.")
    expect.true(lambda: len(lines(readme)[1].split()) >= 5 and len(lines(readme)[1]) <= 140
                and lines(readme)[1][0] not in "#-*![",
                says="one line on what you do", help="Below the name comes one line, of five words or more and at most "
                                                     "140 characters, that is no list and no picture.")
    expect.true(lambda: len({address for _, address in linked(readme)}) >= 3, says="three links",
                help="Three links to different places: `[words](address)`, `[words][name]` with a line "
                     "`[name]: address`, or an address between `<` and `>`.")
    expect.equal(lambda: [address for _, address in linked(readme) if bad(address)], [],
                 says="links that open elsewhere",
                 help="`file:`, `http:`, `C:` and a path with a slash in front open on your computer, or unsafely.")
    expect.true(lambda: 40 <= len(plain(readme).split()) <= 200, says="40 to 200 words",
                help="Forty words at least, 200 at most: a stranger reads the first ten.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: [words for words, _ in linked(readme) if re.sub(r"\W+", " ", words).strip().lower()
                          in ("", "here", "click here", "link", "this", "see here")], [],
                 says="the words of the links", help="A link's words say where it leads: some people hear them alone.")
    expect.true(lambda: len(pictures(readme)) <= 1 and all(len(tag.get("alt", "")) > 0 for tag in pictures(readme)),
                says="no wall of badges", help="One picture at most, with words between `![` and `]`.")
    expect.true(lambda: counts_something(plain(readme))
                and re.search(r"passionate|enthusiast|guru|ninja|rockstar", plain(readme).lower()) is None,
                says="a number, and no empty word",
                help="Say how much, how many or how long; leave out adjectives that anybody could claim.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "of five words or more", "open on your computer", "adjectives"
readme = """# Ada Obi

- [portfolio](/home/ada/portfolio/site/index.html)
- [code](https://code.example/ada)
- [mail](mailto:ada@ada.example)

""" + "I am a passionate analyst of delays who likes to work with people and data. " * 3

# %% tags=["wrong-answer"]
# message: "some people hear them alone", "One picture at most"
readme = """# Ada Obi

I find out what delays flights and buses, for people who plan timetables.

![Python](https://badge.example/p.svg) ![SQL](https://badge.example/s.svg)

""" + "My work on 2,000 flights is [here](https://ada.example/), my code [here](https://code.example/ada). " * 3 + """
[Write to me](mailto:ada@ada.example)
"""

# %% [markdown] nbgrader={"grade_id": "profile-words", "grade": true, "solution": true, "points": 2}
# It is for somebody who plans timetables and asks whether I can count late buses without fooling myself: the first link
# answers that with a number. I left out the list of tools, since each case study shows which ones I used, and for what.

# %% tags=["hints"]
# 1. Four things in their order: who, what for whom, evidence, how to reach you. The task's list is what a check can
#    see.
# 2. Take a finding of yours, with its number, as the words of the first link. Count words with
#    `len(readme.split())`.
# 3. Six lines will do: a heading; a sentence; two list items, each a link and half a sentence about it; what you look
#    for; a `mailto:` link. In the Markdown cell, name one reader and one thing that you left out.

# %% [markdown] tags=["after"]
# **Worth knowing.** People disagree about pictures of oneself, lists of tools and jokes. The question that decides is
# what this reader needs in order to go on. What you publish stays: archives keep copies. Leave out where you live, your
# birthday, and other people's names unless they said yes.

# %% [markdown]
# ## Where else do people meet your work?
#
# A study group meets every week; at a meetup you talk for ten minutes; beside a poster you explain one figure; a
# fix in an open project is read by its makers. In [experiments with 20 million people](https://doi.org/10.1126/science.abl4476)
# on a network for jobs, acquaintances led to more new jobs than close friends.
#
# Hours are few, so **weigh**: mark each kind, say what counts for you, divide by hours. The marks are our judgement.

# %% tags=["teaches:weighed-choice"]
options = {
    "study group": {"hours": 8, "feedback": 3, "reach": 0},
    "meetup talk": {"hours": 15, "feedback": 2, "reach": 2},
    "poster": {"hours": 30, "feedback": 3, "reach": 2},
    "open-source fix": {"hours": 12, "feedback": 3, "reach": 1},
    "written case study": {"hours": 10, "feedback": 1, "reach": 3},
}
weights = {"feedback": 2, "reach": 1}  # feedback counts double
for kind, marks in options.items():
    points = sum(weights[name] * marks[name] for name in weights)
    print(f"{kind:20} {points} points, {points / marks['hours']:.2f} an hour")

# %% [markdown] tags=["task", "kind:choose", "uses:weighed-choice", "uses:dicts"]
# ## Exercise 7: plan half a year of showing your work
#
# You have 60 hours from 1 January to 30 June 2027. Choose:
#
# - `mine`: your own weights of `feedback` and `reach`, not both 0;
# - `per_hour`: the most points an hour that any kind has by these weights (within 0.01);
# - `plan`: three dicts or more, in the order of their dates, like `{"kind": "meetup talk", "hours": 16, "by":
#   "2027-03-10", "outcome": "12 people came, 2 wrote to me"}`. At least two kinds, the best by `per_hour` among them;
#   each with at least the hours of its kind; each `outcome` can be counted;
# - `left`: the hours left of the 60, not below 0.

# %% nbgrader={"grade_id": "talk-plan", "solution": true}
mine = ...
per_hour = ...
plan = ...
left = ...
### BEGIN SOLUTION
mine = {"feedback": 1, "reach": 2}
per_hour = max((mine["feedback"] * marks["feedback"] + mine["reach"] * marks["reach"]) / marks["hours"]
               for marks in options.values())
plan = [{"kind": "written case study", "hours": 12, "by": "2027-02-07", "outcome": "3 people ask a question about it"},
        {"kind": "study group", "hours": 10, "by": "2027-03-31", "outcome": "8 evenings, 1 talk rehearsed there"},
        {"kind": "meetup talk", "hours": 20, "by": "2027-05-12", "outcome": "15 listeners, 2 answers by mail"}]
left = 60 - sum(step["hours"] for step in plan)
### END SOLUTION

# %% nbgrader={"grade_id": "talk-plan-check", "grade": true, "points": 5}
with checks("a plan of talks", points=5) as expect:
    from datetime import date

    marked = {"study group": (8, 3, 0), "meetup talk": (15, 2, 2), "poster": (30, 3, 2), "open-source fix": (12, 3, 1),
              "written case study": (10, 1, 3)}

    def worth(kind):
        hours, feedback, reach = marked[kind]
        return (plain(mine)["feedback"] * feedback + plain(mine)["reach"] * reach) / hours

    def best():
        return max(map(worth, marked))

    def each(plan, name):
        return [step[name] for step in plain(plan)]

    def dates(plan):
        return [date.fromisoformat(day) for day in each(plan, "by")]

    expect.true(lambda: min(plain(mine)[name] for name in ("feedback", "reach")) >= 0 and abs(
                plain(per_hour) - best()) <= 0.01 and best() > 0,
                says="the most points an hour",
                help="For each kind: your weights times its marks, added, divided by its hours. Take the largest.")
    expect.true(lambda: len(plain(plan)) >= 3 and {*each(plan, "kind")} <= {*marked} and len({*each(plan, "kind")}) > 1,
                says="three steps of two kinds", help="Copy the kinds from `options`; one kind alone is no plan.")
    expect.true(lambda: all(step["hours"] >= marked[step["kind"]][0] for step in plain(plan)) and len(plain(plan)) > 0,
                says="enough hours for each", help="A step has fewer hours than its kind takes: look at `options`.")
    expect.true(lambda: plain(left) == 60 - sum(each(plan, "hours")) and plain(left) >= 0, says="the hours add up",
                help="60 less the hours of all steps, and that is not below 0.")
    ### BEGIN HIDDEN TESTS
    expect.true(lambda: date(2027, 1, 1) <= dates(plan)[0] and dates(plan) == sorted(dates(plan))
                and dates(plan)[-1] <= date(2027, 6, 30), says="dates in order, in the half year",
                help="Year, month and day, \"2027-03-10\"; from the earliest to the latest; January to June.")
    expect.true(lambda: any(abs(worth(kind) - best()) < 1e-9 for kind in each(plan, "kind")) and best() > 0,
                says="the best kind is in the plan",
                help="Your weights say which kind an hour is best spent on: why is it not in your plan?")
    expect.true(lambda: len(each(plan, "outcome")) > 0 and all(
                re.search(r"\d", what) is not None and len(what.split()) >= 3 for what in each(plan, "outcome")),
                says="outcomes that can be counted", help="\"Get known\" can't be counted: how many people, answers or "
                                                          "pages, in three words or more?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "can't be counted", "from the earliest to the latest"
mine, per_hour = {"feedback": 2, "reach": 1}, 7 / 12
plan = [{"kind": "open-source fix", "hours": 12, "by": "2027-04-01", "outcome": "I get known"},
        {"kind": "meetup talk", "hours": 15, "by": "2027-02-01", "outcome": "I feel less shy"},
        {"kind": "study group", "hours": 8, "by": "2027-06-01", "outcome": "I know more people"}]
left = 25

# %% tags=["wrong-answer"]
# message: "Take the largest", "fewer hours than its kind takes", "60 less the hours"
mine, per_hour = {"feedback": 2, "reach": 1}, 8          # the most points, not points an hour
plan = [{"kind": "poster", "hours": 10, "by": "2027-02-01", "outcome": "20 people stop and ask"},
        {"kind": "meetup talk", "hours": 15, "by": "2027-04-01", "outcome": "12 people listen to me"},
        {"kind": "open-source fix", "hours": 45, "by": "2027-06-01", "outcome": "1 fix is merged"}]
left = 0

# %% tags=["wrong-answer"]
# message: "why is it not in your plan"
mine, per_hour = {"feedback": 0, "reach": 1}, 0.3
plan = [{"kind": "meetup talk", "hours": 15, "by": "2027-02-01", "outcome": "12 people listen to me"},
        {"kind": "study group", "hours": 8, "by": "2027-03-01", "outcome": "6 evenings with two others"},
        {"kind": "open-source fix", "hours": 12, "by": "2027-06-01", "outcome": "1 fix is merged"}]
left = 25

# %% tags=["hints"]
# 1. The cell above prints points an hour for its own weights. Change the weights there first, and look.
# 2. `per_hour` is the largest number of that list. Put its kind into the plan, then others while hours last.
# 3. `max(…)` over `options.values()` gives the number; `60 - sum(step["hours"] for step in plan)` what is left. An
#    outcome such as "15 listeners, 2 answers" has a number that you can count on the day after.

# %% [markdown] tags=["after"]
# **Worth knowing.** With weights 2 and 1 a study group wins (0.75 points an hour), with 1 and 2 the written case study
# (0.70): the choice depends on what you want, and the table makes you say it. It hides that marks are guesses, that
# kinds help each other, and what you like doing, without which nobody goes on. The experiments have a limit, too:
# acquaintances helped most in digital trades; in the others, close ties did.

# %% [markdown]
# ## What should you learn next?
#
# The course's manifest says how often a role draws on a skill: 3 daily, 2 weekly, 1 now and then. `shown` stands in for
# you: the share of the points that a learner has earned. Your own are on the course home; put them in if you like, the
# checks go by what stands there.
#
# `sorted(…, key=…)` orders by what `key` makes of each item. **Predict:** what orders skills of the same share?

# %% tags=["teaches:skill-gaps"]
import tomllib

from course.paths import MANIFEST

manifest = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
roles = {role["id"]: role["weights"] for role in manifest["roles"]}
shown = {"programming": 0.9, "collaboration": 0.8, "sql": 0.7, "data-handling": 0.6, "analytical-thinking": 0.6,
         "statistics": 0.5, "communication": 0.5, "modelling": 0.3}

for skill, share in sorted(shown.items(), key=lambda pair: (-pair[1], pair[0])):
    print(f"{skill:20} {share:4.0%}")
print(roles["ml-engineer"])

# %% [markdown] tags=["quiz"]
# id: size-of-a-gap
# exercise: skill-gaps
#
# A role draws on SQL weekly (weight 2). You have shown 75 % of what the course asks in SQL. How large is your gap, as
# weight times what is missing?
#
# answer: 0.5 within 0.001
# why: Two times the missing quarter.

# %% [markdown] tags=["task", "kind:write", "uses:skill-gaps", "uses:functions"]
# ## Exercise 8: rank the gaps
#
# Write `gaps(weights, shown)`: a list of `(skill, gap)` for the skills of `weights`, where the gap is the weight times
# the share that is missing, `1 - share`. A skill that `shown` does not have is missing whole; skills that only `shown`
# has don't count.
#
# - The largest gap first; equal gaps in alphabetical order.
# - Gaps of 0 are left out. Both dicts stay as they are.
#
# `gaps({"sql": 2, "mlops": 3}, {"sql": 0.75})` is `[("mlops", 3), ("sql", 0.5)]`.

# %% nbgrader={"grade_id": "skill-gaps", "solution": true}
def gaps(weights, shown):
    """Return (skill, gap) for each skill of a role that is not wholly shown, the largest gap first."""
    ### BEGIN SOLUTION
    found = []
    for skill, weight in weights.items():
        gap = weight * (1 - shown.get(skill, 0))
        if gap > 0:
            found.append((skill, gap))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
    ### END SOLUTION


# %% nbgrader={"grade_id": "skill-gaps-check", "grade": true, "points": 4}
with checks("gaps", points=4) as expect:
    expect.close(lambda: gaps({"sql": 2, "mlops": 3}, {"sql": 0.75}), [("mlops", 3), ("sql", 0.5)], within=0.001,
                 help="Weight times `1 - share`, as pairs; the largest gap first.")
    expect.close(lambda: gaps({"sql": 1, "cloud": 1, "mlops": 2}, {"mlops": 0.5, "language": 0.5}),
                 [("cloud", 1), ("mlops", 1), ("sql", 1)], within=0.001,
                 help="A share that is not there is 0. Go through the skills of `weights`; equal gaps stand in the "
                      "order of the alphabet.")
    expect.unchanged({"sql": 0.5, "cloud": 0.2}, lambda mine: gaps({"sql": 3, "mlops": 2}, mine), weight=0.5,
                     says="shown stays as it is", help="Don't write into the dicts that you are given.")
    ### BEGIN HIDDEN TESTS
    def ranked(weights, shown):
        found = [(skill, weight * (1 - shown.get(skill, 0))) for skill, weight in weights.items()]
        return sorted([pair for pair in found if pair[1] > 0], key=lambda pair: (-pair[1], pair[0]))

    expect.function(lambda: gaps, ranked, within=0.001, says="what is wholly shown is left out",
                    cases=[({"sql": 3, "cloud": 2}, {"sql": 1.0, "cloud": 0.5}), ({"sql": 3}, {"sql": 1})],
                    help="A gap of 0 is no gap: leave it out.")
    expect.function(lambda: gaps, ranked, within=0.001, says="larger gaps of other skills", weight=1.5,
                    cases=[({"a": 1, "b": 3, "c": 2, "d": 3}, {"a": 0.1, "b": 0.8, "c": 0.2, "d": 0.8, "e": 0}),
                           ({"x": 3, "k": 3, "z": 1}, {"k": 0.25})],
                    help="Order by the gap, not by the weight or the name; equal gaps by the name.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "A share that is not there is 0"
def gaps(weights, shown):
    found = [(skill, weights[skill] * (1 - share)) for skill, share in shown.items() if skill in weights]
    return sorted([pair for pair in found if pair[1] > 0], key=lambda pair: (-pair[1], pair[0]))


# %% tags=["wrong-answer"]
# message: "A gap of 0 is no gap"
def gaps(weights, shown):
    found = [(skill, weight * (1 - shown.get(skill, 0))) for skill, weight in weights.items()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


# %% tags=["wrong-answer"]
# message: "order of the alphabet", "equal gaps by the name"
def gaps(weights, shown):
    found = [(skill, weight * (1 - shown.get(skill, 0))) for skill, weight in weights.items()]
    return sorted([pair for pair in found if pair[1] > 0], key=lambda pair: (pair[1], pair[0]), reverse=True)


# %% tags=["hints"]
# 1. A loop over one dict, a look-up in the other that does not fail, and a sort as in the cell above.
# 2. Which dict do you go through, if a skill that you never trained must be in the list? `.get` with 0 helps.
# 3. Append the pair where the gap is above 0; then `sorted` with a `key` that gives the gap with a minus in front,
#    and the name second.

# %% [markdown] tags=["after"]
# **Worth knowing.** For the stand-in and an ML Engineer the three largest are cloud, deployment and MLOps, 3.0 each.
# One prints as 2.0999999999999996, since Python stores a fraction as halves, quarters and so on; `round(gap, 1)` shows
# 2.1. The list knows little: a share of exercises is not what you can do at work, weights are the course's opinion, and
# it does not see that deployment comes before MLOps. Compare it with ten advertisements for posts that you would take.

# %% [markdown] tags=["teaches:interview-record"]
# ## What would you say, if somebody asked?
#
# Reading an answer again feels like knowing it. [Students who tried to recall](https://doi.org/10.1111/j.1467-9280.2006.01693.x)
# a text kept much more of it for a week than those who read it again, though the readers felt surer. So practise aloud,
# and begin with what was hard. The course keeps that: exercises that failed, and help that you took.
#
# `record`, below, stands in for yours. **Predict:** which of its four rows needs no practice?

# %% [markdown] tags=["task", "kind:write", "uses:interview-record", "uses:functions", "uses:lists"]
# ## Exercise 9: choose what to practise
#
# Write `to_practise(record)`: the names of the exercises to practise, each once, in three groups:
#
# 1. those whose `outcome` is `"failed"`, whatever help they had;
# 2. of the others, those whose `help` has `"solution"`;
# 3. of the others, those whose `help` has `"hint 3"`, the last hint.
#
# Within a group the order is that of the record; all else is left out. `"solution" not in row["help"]` asks whether a
# list lacks an item. `to_practise(record)` has three names, and "put an interval around any statistic" comes first.

# %% nbgrader={"grade_id": "to-practise", "solution": true}
record = [{"exercise": "count by any column", "outcome": "passed", "help": ["hint 1", "hint 2", "hint 3"]},
          {"exercise": "read a history", "outcome": "passed", "help": ["hint 1"]},
          {"exercise": "resolve a conflict", "outcome": "passed", "help": ["hint 3", "solution"]},
          {"exercise": "put an interval around any statistic", "outcome": "failed", "help": []}]


def to_practise(record):
    """Return the names of exercises that were hard, the hardest first."""
    ### BEGIN SOLUTION
    failed = [row["exercise"] for row in record if row["outcome"] == "failed"]
    others = [row for row in record if row["outcome"] != "failed"]
    solved = [row["exercise"] for row in others if "solution" in row["help"]]
    hinted = [row["exercise"] for row in others if "hint 3" in row["help"] and "solution" not in row["help"]]
    return failed + solved + hinted
    ### END SOLUTION


# %% nbgrader={"grade_id": "to-practise-check", "grade": true, "points": 3}
with checks("to_practise", points=3) as expect:
    def row_of(name, outcome, *help):
        return {"exercise": name, "outcome": outcome, "help": list(help)}

    expect.equal(lambda: to_practise([row_of("a", "passed", "hint 3"), row_of("b", "failed")]), ["b", "a"],
                 says="one failed, one with the last hint", help="Names in a list; what failed comes first.")
    expect.equal(lambda: to_practise([row_of("a", "passed", "hint 1", "hint 2"), row_of("b", "passed")]), [],
                 says="nothing was hard", help="Hints 1 and 2 are no reason, and neither is a pass without help.")
    ### BEGIN HIDDEN TESTS
    def hardest(record):
        ranks = {row["exercise"]: 0 if row["outcome"] == "failed" else 1 if "solution" in row["help"] else 2
                 for row in record if row["outcome"] == "failed" or {"solution", "hint 3"} & set(row["help"])}
        return sorted(ranks, key=lambda name: ranks[name])

    mixed = [row_of("a", "passed", "hint 3"), row_of("b", "passed", "hint 3", "solution"),
             row_of("c", "failed", "hint 1"), row_of("d", "not attempted"), row_of("e", "failed", "hint 3", "solution"),
             row_of("f", "not attempted", "hint 3")]
    expect.function(lambda: to_practise, hardest, cases=[(mixed,), (mixed[::-1],), ([],)],
                    says="other records",
                    help="Each name once: a row that failed is in no later group, and one with the solution is not in "
                         "the third. Within a group, the record's order.")
    expect.unchanged(mixed, lambda rows: to_practise(rows), weight=0.5, says="the record stays as it is",
                     help="Make new lists; don't sort or shorten the one that you are given.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Each name once"
def to_practise(record):
    failed = [row["exercise"] for row in record if row["outcome"] == "failed"]
    solved = [row["exercise"] for row in record if "solution" in row["help"]]
    hinted = [row["exercise"] for row in record if "hint 3" in row["help"]]
    return failed + solved + hinted


# %% tags=["wrong-answer"]
# message: "Hints 1 and 2 are no reason"
def to_practise(record):
    failed = [row["exercise"] for row in record if row["outcome"] == "failed"]
    helped = [row["exercise"] for row in record if row["outcome"] != "failed" and row["help"]]
    return failed + helped


# %% tags=["hints"]
# 1. Three lists, one after the other, joined by `+`. A comprehension with `if` makes each.
# 2. The second group must leave out the first, the third both. A condition with `and … not in` does it.
# 3. Make `others`, the rows that did not fail. From it take those with `"solution" in row["help"]`; then those with
#    `"hint 3"` and without `"solution"`.

# %% [markdown] tags=["after"]
# **Worth knowing.** With your own record the course does this: `python3 -m course interview`, in a terminal, asks you
# about three exercises, the hardest first. You answer aloud, see an outline to compare with, and say how clear it was;
# what was not clear comes first the next time. It counts for no points, and with an empty record it asks about what you
# have done. Do it twice before you go on.

# %% [markdown] tags=["quiz"]
# id: practise-aloud
# exercise: to-practise
#
# You have read a model answer three times and could follow it. What is the best sign that you can give it in an
# interview?
#
# - [x] You said it aloud without the text, an hour later :: Recalling is what the interview asks for, so try that.
# - [ ] It seemed clear each time :: Reading again makes a text familiar; to recall it is another thing.
# - [ ] You underlined the key words :: That happens while the text is in front of you, which it will not be.

# %% [markdown] tags=["task", "kind:explain"]
# ## Exercise 10: answer a question
#
# "Tell me about a mistake of yours that could have done harm." Answer, as you would say it, in **four or five
# sentences** about exercises 4 and 5: the key was in *your* history, and you noticed before anybody else did. Or take a
# mistake of your own.
#
# **Rubric, four points:** one for the situation in a sentence, without excuses; one for what you did, in the right
# order; one for the result, with something that can be checked; one for what you do since then so that it does not
# return.

# %% [markdown] nbgrader={"grade_id": "answer-aloud", "grade": true, "solution": true, "points": 4}
# Before I published my portfolio I searched its history and found a key in an old commit, though a later one had taken
# it out of the file. First I had the key replaced, since a friend has that commit. Then I published a branch without
# the old commits, and searched what the remote keeps: the key is not in it. Since then my programs read keys from the
# environment, and I search for such words before a first push.

# %% tags=["hints"]
# 1. The rubric is the order of a good answer. One sentence for each point, two for what you did.
# 2. Say "I", name the first step before the second, and end the middle with something that one could look at.
# 3. Situation: where the key was. Action: the new key, then the branch without a past. Result: what the remote keeps.
#    Since then: a habit, in one sentence.

# %% [markdown] tags=["after"]
# **Worth knowing.** Interviewers call this form *situation, action, result*. It works since it is short: ninety
# seconds, then they ask what interests them. Say it aloud once before you write it. A mistake that you found yourself,
# with what you changed, speaks for you; one that you explain away does not.

# %% [markdown]
# ## How do twelve months add up?
#
# [Students asked](https://doi.org/10.1037/0022-3514.67.3.366) when they would finish their thesis said 34 days on
# average; it took 56. So a plan leaves time free. Ten hours a month are 120 a year: a few large gaps, each with
# something to show at its end.
#
# `draw_year` draws rows of `(what for, months, what there is to show)`.

# %% tags=["teaches:year-plan"]
import matplotlib.pyplot as plt

plt.style.use("course.lesson")


def draw_year(year, hours_a_month, title):
    """Return a figure with a bar for each part of the year, from its first month to its last."""
    figure, axes = plt.subplots(figsize=(7, 0.45 * len(year) + 1.4))
    begin = 0
    for name, months, result in year:
        skill, colour = manifest["skills"].get(name, name), "0.45" if name == "free" else "C0"
        bars = axes.barh(skill, months, left=begin, color=colour)
        axes.bar_label(bars, labels=[f"{months * hours_a_month:g} h"], label_type="center", color="white")
        begin = begin + months
    axes.invert_yaxis()
    axes.set(title=title, xlabel="months from January 2027", ylabel="skill", xticks=range(0, 13, 2))
    return figure

# %% [markdown] tags=["quiz"]
# id: free-months
# exercise: year-plan
#
# Why does a year's plan leave months free?
#
# - [x] People expect to be faster than they are :: In the study, theses took 56 days in place of 34.
# - [ ] Skills are forgotten unless there is a pause :: Pauses between repetitions help, but that is no reason to plan
#   none.
# - [ ] Twelve months can't be divided evenly :: They can; the free time is for what goes slower than planned.

# %% [markdown] tags=["task", "kind:project", "uses:year-plan", "uses:skill-gaps", "uses:plots"]
# ## Mini-project: plan your year
#
# Choose a role of `roles` and your hours a month.
#
# - `year`: rows of (skill of the role, whole months, result in five words or more), together 12 months, one of them
#   `"free"`. The role's **three largest gaps**, by `gaps` with `shown`, have half of all hours or more.
# - `measures`: the hours of the whole year; then those on the three largest gaps.
# - `title`: what the year will change. `paragraph`: 40 words or more.
#
# **Rubric:** each result can be shown to somebody; what is left out is said, and why; hours fit a life.
#
# ![Bars over twelve months: deployment 30 hours, cloud 30, MLOps 40, free 20.](figures/year-plan.png)

# %% nbgrader={"grade_id": "year-plan", "solution": true}
role = ...            # a name in roles
hours_a_month = ...   # a number
year = ...            # a list of (skill, months, result)
title = ...
paragraph = ...
measures = ...        # [Measure("hours in the year", 96, "h"), Measure("hours on the three largest gaps", 60, "h")]
figure = ...          # by draw_year
alt = ...             # the figure in one sentence
### BEGIN SOLUTION
role, hours_a_month, title = "ml-engineer", 10, "By Christmas a model of mine runs for other people"
year = [("deployment", 3, "A model that answers over the network"), ("cloud", 3, "The same on a rented machine"),
        ("mlops", 4, "A month of logs, with drift drawn"), ("free", 2, "For what went slower than planned")]
measures = [Measure("hours in the year", 120, "h"), Measure("hours on the three largest gaps", 100, "h")]
figure = draw_year(year, hours_a_month, title)
alt = "Bars over 12 months: deployment 30 hours, cloud 30, MLOps 40, free 20."
paragraph = """Of 120 hours, 100 go to the three skills that an ML Engineer uses daily and I have not shown: deployment
first, since the others build on it. Twenty stay free. Big data and deep learning wait for the year after, though both
are gaps: one model that runs says more than five courses begun."""
### END SOLUTION
save_evidence(lesson="05_networking/06_publish", title=title, paragraph=paragraph, figure=figure, alt=alt,
              question="What will I learn in the next year, and why that?", measures=measures)

# %% nbgrader={"grade_id": "year-plan-check", "grade": true, "points": 8}
with checks("a year", points=8) as expect:
    from course.portfolio import saved_evidence

    def rows(year):
        return [tuple(row) for row in plain(year)]

    def hours(year, names=None):
        return sum(months for name, months, _ in rows(year) if names is None or name in names) * plain(hours_a_month)

    def kept(name):
        return getattr(saved_evidence("05_networking/06_publish"), name, None)

    expect.true(lambda: sum(months for _, months, _ in rows(year)) == 12 and all(
                type(months) is int and months > 0 for _, months, _ in rows(year)), says="twelve months",
                help="Whole months, each above 0, that add up to 12, the free ones too.")
    expect.true(lambda: {name for name, _, _ in rows(year)} <= {*plain(roles)[plain(role)], "free"},
                says="skills of the role", help="Copy the names from `roles[role]`; the only other name is \"free\".")
    expect.true(lambda: "free" in {name for name, _, _ in rows(year)}, says="time is left free",
                help="Plans take longer than planned: give a month or more to \"free\".")
    expect.true(lambda: len(rows(year)) > 1 and all(len(result.split()) >= 5 for _, _, result in rows(year)),
                says="a result for each row", help="What can somebody look at when it is over? Five words or more.")
    expect.plot(lambda: figure, title=True, xlabel=True, kind="bar", says="the figure", weight=0.5,
                help="Let `draw_year` make it of your year, hours and title, and keep what it returns as `figure`.")
    expect.true(lambda: len(title.split()) > 3 and len(paragraph.split()) >= 40 and kept("title") == title.strip()
                and kept("paragraph").split() == paragraph.split() and kept("figure") is not None,
                says="title and paragraph, saved", help="A title of four words or more, a paragraph of 40; leave "
                                                        "`save_evidence` at the end, and run your cell again.")
    ### BEGIN HIDDEN TESTS
    def largest(role):
        asked, mine = plain(roles)[plain(role)], plain(shown)
        missing = {skill: weight * (1 - mine.get(skill, 0)) for skill, weight in asked.items()}
        return sorted(missing, key=lambda skill: (-missing[skill], skill))[:3]

    expect.true(lambda: hours(year, largest(role)) >= hours(year) / 2 > 0, weight=2,
                says="half of the hours for the largest gaps",
                help="`gaps(roles[role], shown)[:3]` are the largest: they need half of all hours, free ones too.")
    expect.close(lambda: [plain(measures[0].value) - hours(year),
                          plain(measures[1].value) - hours(year, largest(role))], [0, 0], within=0.01,
                 says="the measures",
                 help="Twelve times the hours a month; then those of the rows on the three largest gaps.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "add up to 12", "give a month or more"
role, hours_a_month, title = "data-scientist", 8, "I can tell a finding in a picture"
year = [("visualisation", 6, "Twelve figures, one each fortnight, published"),
        ("product", 4, "A memo that a team decides by"),
        ("mathematics", 3, "Ten proofs written out and checked")]
measures = [Measure("hours in the year", 104, "h"), Measure("hours on the three largest gaps", 80, "h")]
figure, alt = draw_year(year, hours_a_month, title), "Three bars over a year, the first of them the longest."
paragraph = "Most of the hours go to pictures, since nobody reads my tables, and a figure is what people remember. " * 3
save_evidence(lesson="05_networking/06_publish", title=title, paragraph=paragraph, figure=figure, alt=alt,
              question="What will I learn in the next year, and why that?", measures=measures)

# %% tags=["wrong-answer"]
# message: "they need half of all hours", "Five words or more"
role, hours_a_month, title = "ml-engineer", 10, "I get better at what I like already"
year = [("programming", 6, "Python"), ("sql", 4, "Queries"), ("free", 2, "Rest")]
measures = [Measure("hours in the year", 120, "h"), Measure("hours on the three largest gaps", 0, "h")]
figure, alt = draw_year(year, hours_a_month, title), "Three bars over a year, the first of them the longest."
paragraph = "Most of the hours go to programming, since I like it and it is asked for in every advertisement. " * 3
save_evidence(lesson="05_networking/06_publish", title=title, paragraph=paragraph, figure=figure, alt=alt,
              question="What will I learn in the next year, and why that?", measures=measures)

# %% tags=["hints"]
# 1. Print `[(skill, round(gap, 1)) for skill, gap in gaps(roles[role], shown)]` first. The first three names should
#    be in your year.
# 2. Give the three largest six months or more together, "free" one or two, and the rest to what you like.
# 3. Copy the form from the picture beside the task: four rows. The measures are 12 times your hours a month, and the
#    months on the three largest gaps times your hours a month.

# %% [markdown] tags=["after"]
# **Worth knowing.** Look at the plan on the first day of each month, for ten minutes: what was done, what there is to
# show, what the next month is for. Teams do the same and call it a review. When posts ask for something else than the
# weights say, change the plan; a plan that nobody changes is one that nobody reads.

# %% [markdown]
# ## Recap
#
# 1. You can check a site's links, mend a workflow, search a history, publish without the past, and plan a year.
# 2. Words you own: static site, workflow, action, permission, pin, orphan branch, release tag, gap.
# 3. Three mistakes to expect: a key deleted and still in the history; `push --tags`; a plan without free time.
# 4. It returns: your own portfolio, with `python3 -m course portfolio build` and a push; and `python3 -m course
#    interview` each week until you need it.
# 5. Read next: [Pro Git, chapter 7.6](https://git-scm.com/book/en/v2/Git-Tools-Rewriting-History), on rewriting
#    history, by Scott Chacon and Ben Straub.
