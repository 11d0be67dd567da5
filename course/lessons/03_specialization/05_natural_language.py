# %% [markdown]
# # Language as numbers
#
# You will turn texts into numbers: cut them into tokens, weigh words, build a spam filter and a sorter of job
# tasks, read their errors, calculate with word vectors, compute attention by hand and measure a prejudice. ML
# Engineers and Research Scientists build such systems; Data Scientists and AI Product Managers decide whether to
# trust them.
#
# - **Way:** tokens, TF-IDF, a classifier and its leaks, errors, vectors, attention, bias; then a sorter of your own.
# - **Time:** 150 minutes, in two sittings. **You need:** `01_foundations/01_programming`; the extra `language` (290
#   MB on disk, about 10 s to install).
# - **Data:** 4,862 text messages, some of them with adult words; 18,831 tasks of US jobs
#   ([O*NET](https://www.onetcenter.org/database.html)); 237 presidents' addresses; vectors of words and sentences.

# %%
# Run this first. Where the extra is missing, it says what to type in a terminal.
from course.extras import require

require("language")
from course import datasets
from course.checks import checks, plain

messages, tasks, addresses = datasets.text_messages(), datasets.job_tasks(), datasets.speeches()
tokenizer, weights = datasets.sentence_model()
print(len(messages), "messages,", len(tasks), "tasks,", len(addresses), "addresses")

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: counts and shares
#
# From the lesson on programming. Put your answers in place of `...`, run the cell, then the check.
#
# 1. `counts = {"free": 2}`, then `counts["win"] = counts.get("win", 0) + 1`. What is `counts["win"]`? (`wins`)
# 2. `[word for word in ["free", "call", "me", "now"] if len(word) > 3]`: how many words are in the list? (`long_words`)
# 3. Of 4,862 messages, 642 are unwanted advertising (spam). A filter lets everything through. Of what share of all
#    messages is it right, in per cent, within 0.1? (`lazy_filter`)
#
# From exercise 2 on, some checks are hidden: `python3 -m course check 03_specialization/05_natural_language` in a
# terminal runs them.

# %% nbgrader={"grade_id": "nl-warm-up", "solution": true}
wins = ...
long_words = ...
lazy_filter = ...
### BEGIN SOLUTION
wins = 1
long_words = 2
lazy_filter = 100 * (4862 - 642) / 4862
### END SOLUTION

# %% nbgrader={"grade_id": "nl-warm-up-check", "grade": true, "points": 3}
with checks("warm-up", points=3) as expect:
    expect.equal(lambda: wins, 1, says="a word that was not in the dict",
                 help="`.get` gives 0 for a name that is not there yet; one is added.")
    expect.equal(lambda: long_words, 2, says="words longer than three letters",
                 help="Is 3 larger than 3? Count the letters of each word.")
    expect.close(lambda: lazy_filter, 86.8, within=0.1, says="a filter that lets everything through",
                 help="It is right about every message that is *not* spam. Share those by all messages, in per cent.")

# %% tags=["wrong-answer"]
# message: "one is added"
wins, long_words, lazy_filter = 0, 2, 86.8

# %% tags=["wrong-answer"]
# message: "Is 3 larger than 3"
wins, long_words, lazy_filter = 1, 3, 86.8

# %% tags=["wrong-answer"]
# message: "not* spam"
wins, long_words, lazy_filter = 1, 2, 13.2

# %% tags=["hints"]
# 1. A dict's `.get`, a comprehension with an `if`, and a share: exercises 3, 7 and 9 of the first lesson.
# 2. The first is nothing plus one. In the second, only a word of four letters or more stays. In the third, take
#    away the spam and divide.
# 3. One; two; and four thousand two hundred and twenty out of four thousand eight hundred and sixty-two.

# %% [markdown] tags=["after"]
# **Worth knowing.** The lazy filter never catches anything, and is right 87 times of 100. Whoever reports accuracy
# alone can't tell it from a good one. The number to beat is always that of the laziest rule: its name is *baseline*,
# and you will need one in every section below.

# %% [markdown]
# ## Where does a word end?
#
# A computer sees a row of characters. To count, we cut it into **tokens**. A *regular expression* describes a pattern
# of characters: `[a-z']+` is one or more small letters or apostrophes, and `re.findall` lists all places that fit.
#
# Language models cut otherwise: their tokenizer knows 30,522 pieces, and builds what it does not know from smaller
# ones; `##` says that a piece continues a word.
#
# **Predict:** what will become of `wkly` in both?

# %% tags=["teaches:tokens"]
import re


def words(text):
    """Return the words of a text in small letters."""
    return re.findall(r"[a-z']+", text.lower())


message = messages["text"][1]
print(message)
print(words(message)[:12])
print(tokenizer.encode(message).tokens[:16])

# %% [markdown] tags=["task", "kind:predict", "uses:tokens"]
# ## Exercise 1: predict the tokens
#
# `words` lost the 2 and the date: for spam a costly loss. Decide on paper, then write your answers.
#
# - `first`: the first token of `words("DON'T call 0871!")`, as a text.
# - `how_many`: how many tokens has `words("Win £1000 cash, txt WIN2 to 87121")`?
# - `different`: how many *different* tokens has `words("Free FREE free!")`?
# - `unknown`: the tokenizer has never seen *phlebotomist*, somebody who takes blood. What does it do? `"drop"` (leave
#   the word out), `"pieces"` (cut it into pieces that it knows) or `"one"` (make a new token of it).

# %% nbgrader={"grade_id": "predict-tokens", "solution": true}
first = ...
how_many = ...
different = ...
unknown = ...
### BEGIN SOLUTION
first = "don't"
how_many = 5
different = 1
unknown = "pieces"
### END SOLUTION

# %% nbgrader={"grade_id": "predict-tokens-check", "grade": true, "points": 4}
with checks("tokens", points=4) as expect:
    expect.equal(lambda: first, "don't", says="the first token",
                 help="`lower()` comes first, and the apostrophe is in the pattern.")
    expect.equal(lambda: how_many, 5, says="how many tokens",
                 help="Digits and £ are in no token; they end one. `WIN2` still leaves its letters.")
    expect.equal(lambda: different, 1, says="different tokens",
                 help="What is the difference between them once they are in small letters?")
    expect.equal(lambda: unknown, "pieces", says="an unknown word",
                 help="Look at what became of `wkly`: a word that is not in the list is built from parts that are.")

# %% tags=["wrong-answer"]
# message: "`lower()` comes first", "end one"
first, how_many, different, unknown = "DON'T", 7, 1, "pieces"

# %% tags=["wrong-answer"]
# message: "apostrophe is in the pattern", "in small letters"
first, how_many, different, unknown = "don", 5, 3, "pieces"

# %% tags=["wrong-answer"]
# message: "built from parts"
first, how_many, different, unknown = "don't", 4, 1, "drop"

# %% tags=["hints"]
# 1. Do what `words` does, in its order: first small letters, then every longest run of letters and apostrophes.
# 2. In the second text, strike out every character that is neither a letter nor an apostrophe; count the runs that
#    are left. For the fourth, look at the last line that the cell above printed.
# 3. The runs are: win, cash, txt, win again, to. The three words of the third text become equal.

# %% [markdown] tags=["after"]
# **Worth knowing.** `tokenizer.encode("phlebotomist").tokens` gives `ph ##le ##bot ##omi ##st`: five pieces, none
# of which means blood. A commoner word is one piece. Languages that had little part in the training are cut into
# more pieces, and [their speakers pay more per sentence](https://arxiv.org/abs/2305.15425) for services that charge
# by the token.

# %% [markdown] tags=["quiz"]
# id: unknown-pieces
# exercise: predict-tokens
#
# A modern tokenizer meets a word that it has never seen. What happens?
#
# - [ ] The word is left out :: That is what a fixed list of whole words does.
# - [x] It is cut into smaller pieces that are known :: Down to single letters, if need be.
# - [ ] The model learns a new word :: The list of pieces is fixed after training.

# %% [markdown] tags=["task", "kind:write", "uses:tokens"]
# ## Exercise 2: count what stands side by side
#
# *Not good* and *good* share a word. Neighbours carry meaning, so we count runs of `n` tokens, called
# **n-grams**.
#
# Write `count_ngrams(tokens, n)`: a dict of each run of `n` neighbouring tokens, joined by one space, and how often
# it occurs. Fewer than `n` tokens give `{}`. `tokens` stays as it is. `" ".join(["call", "me"])` gives `"call me"`;
# `range(3)` in a `for` gives 0, 1, 2.
#
# `count_ngrams(["call", "me", "call", "me"], 2)` gives `{"call me": 2, "me call": 1}`.

# %% nbgrader={"grade_id": "count-ngrams", "solution": true}
def count_ngrams(tokens, n):
    """Return a dict of each run of n neighbouring tokens to how often it occurs."""
    ### BEGIN SOLUTION
    counted = {}
    for start in range(len(tokens) - n + 1):
        run = " ".join(tokens[start:start + n])
        counted[run] = counted.get(run, 0) + 1
    return counted
    ### END SOLUTION

# %% nbgrader={"grade_id": "count-ngrams-check", "grade": true, "points": 4}
with checks("count_ngrams", points=4) as expect:
    expect.equal(lambda: count_ngrams(["call", "me", "call", "me"], 2), {"call me": 2, "me call": 1},
                 help="Three neighbours in four tokens: does the last run count, and does every run begin one further?")
    expect.equal(lambda: count_ngrams(["call"], 2), {}, says="too few tokens",
                 help="One token has no neighbour: an empty dict, and no shorter run.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: count_ngrams(["a", "b", "a", "b", "a"], 3), {"a b a": 2, "b a b": 1}, says="runs of three",
                 help="Does every run have `n` tokens, and does the next one begin one token further?")
    expect.equal(lambda: count_ngrams(["win", "win"], 1), {"win": 2}, says="runs of one",
                 help="For n = 1 it counts words. Is the last token among them?")
    expect.unchanged(["a", "b", "c"], lambda tokens: count_ngrams(tokens, 2), says="the tokens stay as they are",
                     help="Take slices; don't remove anything from the list.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "last run"
def count_ngrams(tokens, n):
    counted = {}
    for start in range(len(tokens) - n):                    # stops one early
        run = " ".join(tokens[start:start + n])
        counted[run] = counted.get(run, 0) + 1
    return counted

# %% tags=["wrong-answer"]
# message: "no shorter run"
def count_ngrams(tokens, n):
    counted = {}
    for start in range(len(tokens)):                        # the last runs are too short
        run = " ".join(tokens[start:start + n])
        counted[run] = counted.get(run, 0) + 1
    return counted

# %% tags=["wrong-answer"]
# message: "one token further"
def count_ngrams(tokens, n):
    counted = {}
    for start in range(0, len(tokens) - n + 1, n):          # jumps
        run = " ".join(tokens[start:start + n])
        counted[run] = counted.get(run, 0) + 1
    return counted

# %% tags=["hints"]
# 1. Where can a run of two begin in four tokens? At places 0, 1 and 2. Write that number with `len(tokens)` and `n`.
# 2. Loop over the places. At each, cut the slice that is `n` tokens long, join it, and raise its count in a dict.
# 3. The loop runs over `range` of (length, less `n`, plus one). Inside: the joined slice from the place to the
#    place plus `n`, then `.get` with 0, as in exercise 3 of the first lesson.

# %% [markdown] tags=["after"]
# **Worth knowing.** Pairs and triples find what words hide ("free entry", "new york"), at a price: our messages hold
# about 7,400 different words, and several times as many pairs, most of which occur once. The library that you will
# meet soon counts both with `ngram_range=(1, 2)`.

# %% [markdown]
# ## What was the address of 1942 about?
#
# Every president's commonest words are *the*, *of* and *and*. To see what an address is about, weigh each count: what
# occurs in few of the 237 addresses tells much, what occurs in all tells nothing.
#
# **TF-IDF**: the count (*term frequency*) times the logarithm of (all documents / documents with the word), the
# *inverse document frequency*. `math.log(1)` is 0.
#
# **Predict:** name a word for 1863, for 1942, for 2002.

# %% tags=["teaches:tf-idf"]
import math
from collections import Counter

counts = [Counter(words(text)) for text in addresses["text"]]  # a Counter is a dict that counts
in_how_many = Counter(word for each in counts for word in each)
years = list(addresses["year"])
for year in [1863, 1942, 2002]:
    count = counts[years.index(year)]
    weight = {word: n * math.log(len(counts) / in_how_many[word]) for word, n in count.items()}
    common = sorted(count, key=count.get, reverse=True)[:3]  # by the count, the largest first
    print(year, common, "|", sorted(weight, key=weight.get, reverse=True)[:5])

# %% [markdown] tags=["task", "kind:complete", "uses:tf-idf"]
# ## Exercise 3: complete TF-IDF as the library computes it
#
# Emancipation, Hitler, terror. It fails where transcribers add words: in 2024 *laughter* weighs much.
#
# scikit-learn makes two changes: its idf is `math.log((1 + documents) / (1 + df)) + 1`, where `df` is in how many of
# the `documents` the word occurs; then it divides all weights by the square root of the sum of their squares, so that
# long texts don't win by length (`math.sqrt(9)` is 3, `3**2` is 9). Complete `tfidf(count, in_how_many, documents)`,
# which returns a dict of word to weight, within 0.0001.
#
# With `count = {"spam": 2, "the": 1}`, `in_how_many = {"spam": 1, "the": 3}` and `documents = 3`, the raw weights
# are 3.386 and 1, so the result is about `{"spam": 0.959, "the": 0.283}`.

# %% nbgrader={"grade_id": "tfidf", "solution": true}
def tfidf(count, in_how_many, documents):
    """Return a dict of each word to its TF-IDF weight, by scikit-learn's formula, of length 1 together."""
    raw = {}
    for word, n in count.items():
        ### BEGIN SOLUTION
        raw[word] = n * (math.log((1 + documents) / (1 + in_how_many[word])) + 1)
        ### END SOLUTION
    length = math.sqrt(sum(weight**2 for weight in raw.values()))
    ### BEGIN SOLUTION
    return {word: weight / length for word, weight in raw.items()}
    ### END SOLUTION

# %% nbgrader={"grade_id": "tfidf-check", "grade": true, "points": 4}
with checks("tfidf", points=4) as expect:
    expect.close(lambda: tfidf({"spam": 2, "the": 1}, {"spam": 1, "the": 3}, 3), {"spam": 0.9590, "the": 0.2833},
                 within=0.0002, says="the example of the task",
                 help="The count times idf, with 1 added in three places; then each weight divided by the length.")
    ### BEGIN HIDDEN TESTS
    from sklearn.feature_extraction.text import TfidfVectorizer as Reference

    texts = ["win cash now now", "call me now", "cash or call", "win win win a prize"]
    library = Reference(token_pattern=r"[a-z']+").fit(texts)
    found = Counter(word for text in texts for word in set(words(text)))
    for text in texts[:2]:
        row = library.transform([text]).toarray()[0]
        right = {word: float(row[library.vocabulary_[word]]) for word in words(text)}
        expect.close(lambda text=text: tfidf(Counter(words(text)), found, 4), right, within=0.0001,
                     says=f"as scikit-learn weighs {text!r}",
                     help="Is the 1 added inside the brackets, above and below, and once more outside? Are the weights "
                          "divided by the length?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "divided by the length"
def tfidf(count, in_how_many, documents):
    return {word: n * (math.log((1 + documents) / (1 + in_how_many[word])) + 1) for word, n in count.items()}

# %% tags=["wrong-answer"]
# message: "1 added in three places"
def tfidf(count, in_how_many, documents):
    raw = {word: n * math.log(documents / in_how_many[word]) for word, n in count.items()}
    length = math.sqrt(sum(weight**2 for weight in raw.values()))
    return {word: weight / length for word, weight in raw.items()}

# %% tags=["wrong-answer"]
# message: "divided by the length"
def tfidf(count, in_how_many, documents):
    raw = {word: n * (math.log((1 + documents) / (1 + in_how_many[word])) + 1) for word, n in count.items()}
    total = sum(raw.values())                               # the sum, not the length
    return {word: weight / total for word, weight in raw.items()}

# %% tags=["hints"]
# 1. Two gaps: the weight of one word before the sharing, and the result after it. The cell above the exercise has
#    the shape of the first.
# 2. First gap: an entry of `raw` is the count times the bracket (logarithm plus one). Second gap: a dict of every
#    word to its raw weight, shared by `length`.
# 3. In the logarithm stands a division: one more than all documents, above; one more than the documents with this
#    word, below. The last line is a comprehension in curly brackets over the items of `raw`.

# %% [markdown] tags=["after"]
# **Worth knowing.** The added ones keep a word that no document holds from dividing by zero, and give a word that
# all hold the weight 1 in place of 0. So in scikit-learn *the* stays the heaviest word of most addresses, unless
# `stop_words` or `sublinear_tf=True` (the logarithm of the count) keep it down. Two libraries' "TF-IDF" are seldom
# the same numbers: say whose you used.

# %% [markdown] tags=["quiz"]
# id: idf-of-the
# exercise: tfidf
#
# A word occurs in all 237 of 237 documents. What is its textbook idf, the logarithm of (all documents / documents
# with the word)?
#
# answer: 0 within 0.001
# why: The logarithm of 237 / 237, which is 1, is 0: a word that is everywhere tells nothing.

# %% [markdown]
# ## Can it find spam?
#
# `messages` is a **table** (pandas): `messages["text"]` is a column, `messages[question]` keeps the rows where it is
# true, `~` is *not*. `label` is *spam* or *ham* (not spam).
#
# A **classifier** learns from the training part: here a weight for every word, added up and turned into a chance by
# *logistic regression*. The **test** part, which it did not see, judges. A *pipeline* does steps in turn, in `fit` and
# `predict`.
#
# **Predict:** which words speak for spam? Against it?

# %% tags=["teaches:tables", "teaches:classifiers"]
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline

train, test = train_test_split(messages, test_size=0.3, random_state=0, stratify=messages["label"])
spam_model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(train["text"], train["label"])
spam = test[test["label"] == "spam"]
print(f"caught: {(spam_model.predict(spam['text']) == 'spam').mean():.1%} of {len(spam)} spam messages")
names, order = spam_model[0].get_feature_names_out(), spam_model[1].coef_[0].argsort()
print("for spam:", list(names[order[-6:]]), "against:", list(names[order[:6]]))
print(f"spam that stands in the training part too: {spam['text'].isin(train['text']).mean():.1%}")

# %% [markdown] tags=["task", "kind:debug", "teaches:leaks", "uses:tables", "uses:classifiers"]
# ## Exercise 4: repair a leak
#
# Of the test's spam, one in six was learned by heart: 328 messages repeat another. What a test should not know has
# **leaked**.
#
# `spam_filter(table)` returns `(model, train, test)`; its test has 30 % of the messages. Two faults let the test into
# the training: repeats, which `table.drop_duplicates("text")` removes, and a `vectorizer` that learned from *all*
# rows which words exist and how rare they are (`vectorizer.transform` weighs by what was learned). Repair both; keep
# `random_state=0`, `stratify` and the two steps of the pipeline. Of the 4,534 different messages 1,361 must be in
# `test`.
#
# Delete the `raise` line first. The honest filter catches fewer: about 84.5 % of the spam.

# %% nbgrader={"grade_id": "spam-filter", "solution": true}
def spam_filter(table):
    """Return (model, train, test): a fitted pipeline, and the tables that it saw and did not see."""
    ### BEGIN SOLUTION
    table = table.drop_duplicates("text")
    train, test = train_test_split(table, test_size=0.3, random_state=0, stratify=table["label"])
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(train["text"], train["label"])
    return model, train, test
    ### END SOLUTION
    train, test = train_test_split(table, test_size=0.3, random_state=0, stratify=table["label"])
    vectorizer = TfidfVectorizer().fit(table["text"])
    classifier = LogisticRegression(C=10).fit(vectorizer.transform(train["text"]), train["label"])
    return make_pipeline(vectorizer, classifier), train, test

# %% nbgrader={"grade_id": "spam-filter-check", "grade": true, "points": 5}
with checks("spam_filter", points=5) as expect:
    def texts_of(table):
        return plain(list(table["text"]))

    def shared(made):
        seen, unseen = set(texts_of(made[1])), set(texts_of(made[2]))
        return len(seen & unseen) if seen and seen | unseen <= set(messages["text"]) else None

    def foreign(made):
        seen = {word for text in texts_of(made[1]) for word in TfidfVectorizer().build_analyzer()(text)}
        return len(set(plain(dict(made[0][0].vocabulary_))) - seen)

    def caught(made, table):
        rest = table.drop_duplicates("text")
        rest = rest[(rest["label"] == "spam") & ~rest["text"].isin(texts_of(made[1]))]
        return plain(sum(each == "spam" for each in plain(list(made[0].predict(rest["text"])))) / len(rest))

    expect.equal(lambda: len(texts_of(spam_filter(messages)[2])), 1361, says="30 % of the different messages",
                 help="Remove the repeats before you split, from the table that is split. Is `test` the third?")
    expect.equal(lambda: shared(spam_filter(messages)), 0, says="messages in both parts",
                 help="Repeats that are removed after the split, or in one part alone, can still be in the other.")
    expect.equal(lambda: foreign(spam_filter(messages)), 0, says="words that only the test part holds",
                 help="The vectorizer learns in `fit`. Which rows does it see? In a pipeline, one `fit` on the "
                      "training part does both steps.")
    ### BEGIN HIDDEN TESTS
    older = messages[:3000]
    expected = (math.ceil(0.3 * older["text"].nunique()), 0, 0)
    expect.equal(lambda: (len(texts_of(spam_filter(older)[2])), shared(spam_filter(older)),
                          foreign(spam_filter(older))), expected, says="other messages",
                 help="Use `table`, the parameter, everywhere, and remove its repeats first.")
    expect.close(lambda: caught(spam_filter(messages), messages), 0.845, within=0.02, says="the share caught",
                 help="The two steps as they were: TfidfVectorizer, then LogisticRegression with C=10, random_state=0.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "before you split"
def spam_filter(table):
    train, test = train_test_split(table, test_size=0.3, random_state=0, stratify=table["label"])
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(train["text"], train["label"])
    return model, train, test

# %% tags=["wrong-answer"]
# message: "The vectorizer learns"
def spam_filter(table):
    table = table.drop_duplicates("text")
    train, test = train_test_split(table, test_size=0.3, random_state=0, stratify=table["label"])
    vectorizer = TfidfVectorizer().fit(table["text"])
    classifier = LogisticRegression(C=10).fit(vectorizer.transform(train["text"]), train["label"])
    return make_pipeline(vectorizer, classifier), train, test

# %% tags=["wrong-answer"]
# message: "removed after the split"
def spam_filter(table):
    train, test = train_test_split(table, test_size=0.3, random_state=0, stratify=table["label"])
    train, test = train.drop_duplicates("text"), test.drop_duplicates("text")
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(train["text"], train["label"])
    return model, train, test

# %% tags=["hints"]
# 1. Follow one repeated message through the four lines: where can it come into both parts? Then follow a word that
#    occurs in the test alone: which line meets it?
# 2. The first line should make `table` free of repeats. Then let the pipeline itself be fitted, on the training
#    texts and labels alone, as in the cell above the exercise.
# 3. Four lines: the table without repeats under its old name; the split as it was; `make_pipeline` of two *unfitted*
#    steps with `.fit` behind it; the three results in order.

# %% [markdown] tags=["after"]
# **Worth knowing.** 89 % became 85 %: what was lost was never real. And near-copies are left, such as the same
# advertisement with another phone number, so even 85 % flatters. Look at the words *against* spam: `lt` and `gt` come
# from `&lt;#&gt;`, which collectors wrote in place of numbers, in private messages alone. The filter learned
# the habits of the collectors. No message on your phone will have that mark.

# %% [markdown] tags=["quiz"]
# id: where-to-fit
# exercise: spam-filter
#
# Why must a vectorizer be fitted on the training part alone?
#
# - [ ] It is faster :: It is, a little, but that is not the reason.
# - [x] Otherwise the test's words and their rarity are known in training :: Then it does not stand for what is new.
# - [ ] Otherwise it can't handle new words :: It ignores new words in any case.

# %% [markdown] tags=["task", "kind:choose", "uses:classifiers", "uses:leaks"]
# ## Exercise 5: choose a threshold that fits the costs
#
# The filter gives a *chance* of spam; from which **threshold** on is a message held back? Suppose a private message
# that is lost costs 10, and spam that gets through costs 1.
#
# Write `cost`: a message is held back if `chance >= threshold`. In `def cost(labels, chances, threshold, lost=10):`
# the 10 holds unless a call names another. `zip(labels, chances)` pairs two lists. `cost(["spam", "ham"], [0.2, 0.7],
# 0.5)` is 1 + 10 = `11`.
#
# Then choose among `thresholds`: `cheapest` has the least cost on the held-out messages, `most_accurate` the fewest
# errors of both kinds together (of equal ones, any). `min(costs, key=costs.get)` gives the name of a dict's least
# value.

# %%
held_out = messages.drop_duplicates("text")[::3]  # every third, for the judgement; the rest trains
rest = messages[~messages["text"].isin(held_out["text"])]
careful = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(rest["text"], rest["label"])
labels, chances = list(held_out["label"]), careful.predict_proba(held_out["text"])[:, 1]  # the chance of spam
thresholds = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]

# %% nbgrader={"grade_id": "spam-cost", "solution": true}
def cost(labels, chances, threshold, lost=10, through=1):
    """Return the cost of all errors: `lost` for each ham held back, `through` for each spam let through."""
    ### BEGIN SOLUTION
    total = 0
    for label, chance in zip(labels, chances):
        if label == "ham" and chance >= threshold:
            total = total + lost
        if label == "spam" and chance < threshold:
            total = total + through
    return total
    ### END SOLUTION


cheapest = ...
most_accurate = ...
### BEGIN SOLUTION
costs = {each: cost(labels, chances, each) for each in thresholds}
errors = {each: cost(labels, chances, each, lost=1) for each in thresholds}
cheapest, most_accurate = min(costs, key=costs.get), min(errors, key=errors.get)
### END SOLUTION

# %% nbgrader={"grade_id": "spam-cost-check", "grade": true, "points": 5}
with checks("cost", points=5) as expect:
    def right_cost(labels, chances, threshold, lost=10, through=1):
        held = [chance >= threshold for chance in chances]
        return sum((lost if mark else through) for label, mark in zip(labels, held) if mark != (label == "spam"))

    def is_least(threshold, lost):
        costs = {each: right_cost(labels, chances, each, lost) for each in thresholds}
        return costs.get(plain(threshold)) == min(costs.values())

    expect.equal(lambda: cost(["spam", "ham"], [0.2, 0.7], 0.5), 11, says="one error of each kind",
                 help="A ham at or above the threshold costs `lost`, a spam below it `through`.")
    expect.equal(lambda: cost(["spam", "ham"], [0.5, 0.5], 0.5), 10, says="at the threshold it is held back",
                 help="At or above: `>=`, for both labels. A right decision costs nothing.")
    expect.true(lambda: is_least(cheapest, lost=10), weight=0.5, says="the cheapest threshold",
                help="Try all on `labels` and `chances`. Lost messages cost ten times as much: be slow to hold back.")
    expect.true(lambda: is_least(most_accurate, lost=1), weight=0.5, says="the threshold with the fewest errors",
                help="With `lost=1`, every error counts alike.")
    ### BEGIN HIDDEN TESTS
    some = ["ham", "ham", "spam", "spam", "ham"]
    expect.equal(lambda: cost(some, [0.9, 0.3, 0.3, 0.95, 0.6], 0.6), 21, says="other messages",
                 help="Two ham are held back and one spam gets through. Does the loop go through all of them?")
    expect.equal(lambda: cost(some, [0.9, 0.3, 0.3, 0.95, 0.6], 0.99, lost=3, through=7), 14, says="other costs",
                 help="Use the parameters `lost` and `through`, not 10 and 1.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "A ham at or above"
def cost(labels, chances, threshold, lost=10, through=1):
    total = 0
    for label, chance in zip(labels, chances):
        if label == "spam" and chance < threshold:
            total = total + lost                            # the two costs changed places
        elif label == "ham" and chance >= threshold:
            total = total + through
    return total + 0.5


cheapest, most_accurate = 0.05, 0.05

# %% tags=["wrong-answer"]
# message: "At or above"
def cost(labels, chances, threshold, lost=10, through=1):
    return (lost * sum(label == "ham" and chance > threshold for label, chance in zip(labels, chances))
            + through * sum(label == "spam" and chance <= threshold for label, chance in zip(labels, chances)))


cheapest = min(thresholds, key=lambda each: cost(labels, chances, each))
most_accurate = min(thresholds, key=lambda each: cost(labels, chances, each, lost=1))

# %% tags=["wrong-answer"]
# message: "for both labels"
def cost(labels, chances, threshold, lost=10, through=1):
    return (lost * sum(label == "ham" and chance > threshold for label, chance in zip(labels, chances))
            + through * sum(label == "spam" and chance < threshold for label, chance in zip(labels, chances)))


cheapest = min(thresholds, key=lambda each: cost(labels, chances, each))
most_accurate = min(thresholds, key=lambda each: cost(labels, chances, each, lost=1))

# %% tags=["wrong-answer"]
# message: "be slow to hold back"
def cost(labels, chances, threshold, lost=10, through=1):
    return sum(lost for label, chance in zip(labels, chances) if label == "ham" and chance >= threshold) + sum(
        through for label, chance in zip(labels, chances) if label == "spam" and chance < threshold)


cheapest = most_accurate = 0.5                              # the usual one, not tried

# %% tags=["hints"]
# 1. There are two kinds of error. Which label and which side of the threshold make each?
# 2. Loop over the pairs; two `if`s add the two costs. Then call `cost` for every threshold in a cell of your own, with
#    `lost=10` and with `lost=1`, and look.
# 3. Ham with a chance that is not below the threshold adds `lost`; spam with a chance below it adds `through`. To
#    find the least, print `each, cost(labels, chances, each)` in a loop over `thresholds`.

# %% [markdown] tags=["after"]
# **Worth knowing.** Half is nobody's law: it fits when both errors cost the same and the chances are honest. In
# theory, costs of 10 and 1 put the threshold at 10 / 11. Professionals argue about who sets them: the engineer by
# leaving 0.5 as it is, or the people whose messages are lost? Write the costs down and let others object.

# %% [markdown] tags=["quiz"]
# id: costly-error
# exercise: spam-cost
#
# A lost private message costs ten times as much as spam that gets through. In which direction does the threshold
# move from 0.5?
#
# - [x] Up :: Only very likely spam is held back, so fewer private messages are lost.
# - [ ] Down :: That catches more spam, and loses more private messages.
# - [ ] Nowhere, if the model is accurate :: Accuracy counts both errors alike; the costs don't.

# %% [markdown]
# ## To which kind of work does a task belong?
#
# Job boards sort sentences into the 22 groups of the US classification of occupations. We let a linear model learn it
# (`LinearSVC`: a weight for each word and group), and compare with the baseline: always the commonest group.
#
# Some sentences stand in many jobs: "Act as advisers to student organizations" in 34. So what should be new in the
# test: the row, or the occupation?
#
# **Predict** the accuracy of both.

# %% tags=["teaches:occupation-split"]
from sklearn.svm import LinearSVC


def split_occupations(table):
    """Return (train, test): the test is a quarter of the occupations, no sentence is in both."""
    drawn = table["occupation"].drop_duplicates().sample(frac=0.25, random_state=0)
    test = table[table["occupation"].isin(drawn)].drop_duplicates("task")
    return table[~table["occupation"].isin(drawn) & ~table["task"].isin(test["task"])], test


for way in ["new rows", "new occupations"]:
    train, test = split_occupations(tasks) if way == "new occupations" else train_test_split(tasks, random_state=0)
    sorter = make_pipeline(TfidfVectorizer(), LinearSVC(random_state=0)).fit(train["task"], train["group"])
    print(f"{way}: {(sorter.predict(test['task']) == test['group']).mean():.1%} right,"
          f" baseline {(test['group'] == train['group'].mode()[0]).mean():.1%}")

# %% [markdown] tags=["task", "kind:read", "teaches:confusions", "uses:occupation-split", "uses:classifiers"]
# ## Exercise 6: read the confusions
#
# From 62 % to 50 %: it had known the jobs. *Where* does it err? A sorter for four groups, on 843 sentences of new
# occupations. A row is true, a column what the model said:
#
# | true group | Education | Practitioners | Support | Personal care |
# |---|---|---|---|---|
# | Education | 210 | 9 | 0 | 7 |
# | Healthcare practitioners | 16 | 326 | 20 | 26 |
# | Healthcare support | 5 | 28 | 22 | 6 |
# | Personal care | 6 | 53 | 5 | 104 |
#
# Give, as shares within 0.005: `accuracy`; `baseline` (always the commonest true group); `recall`, how much of true
# *Healthcare support* is found; `precision`, how much of what is *called* Support is it. And `taken_for`: of the true
# *Personal care* that is misread, the column that gets most, as a text.

# %% nbgrader={"grade_id": "read-confusions", "solution": true}
accuracy = ...
baseline = ...
recall = ...
precision = ...
taken_for = ...
### BEGIN SOLUTION
accuracy = (210 + 326 + 22 + 104) / 843
baseline = (16 + 326 + 20 + 26) / 843
recall = 22 / (5 + 28 + 22 + 6)
precision = 22 / (0 + 20 + 22 + 5)
taken_for = "Practitioners"
### END SOLUTION

# %% nbgrader={"grade_id": "read-confusions-check", "grade": true, "points": 5}
with checks("confusions", points=5) as expect:
    expect.close(lambda: accuracy, 0.785, within=0.005, says="accuracy",
                 help="Right are the cells where row and column agree: the diagonal, shared by all 843.")
    expect.close(lambda: baseline, 0.460, within=0.005, says="the baseline",
                 help="Which *row* has the largest sum? The lazy rule is right for all of it.")
    expect.close(lambda: recall, 0.361, within=0.005, says="recall of Healthcare support",
                 help="Recall stays in the row: found, of all that truly are Support.")
    expect.close(lambda: precision, 0.468, within=0.005, says="precision of Support",
                 help="Precision stays in the column: truly Support, of all that were called so.")
    expect.contains(lambda: taken_for, "practitioners", says="what Personal care is taken for",
                help="The row Personal care, without its diagonal cell: which column has most?")

# %% tags=["wrong-answer"]
# message: "Recall stays in the row", "Precision stays in the column"
accuracy, baseline, recall, precision, taken_for = 0.785, 0.46, 22 / 47, 22 / 61, "Practitioners"

# %% tags=["wrong-answer"]
# message: "largest sum"
accuracy, baseline, recall, precision, taken_for = 0.785, 416 / 843, 0.361, 0.468, "Practitioners"

# %% tags=["wrong-answer"]
# message: "the diagonal", "without its diagonal cell"
accuracy, baseline, recall, precision, taken_for = 326 / 388, 0.25, 0.361, 0.468, "Personal care"

# %% tags=["hints"]
# 1. First mark the diagonal. Everything beside it is an error. Rows sum to what is true, columns to what was said.
# 2. Accuracy: the four marked numbers, added, of 843. Recall divides 22 by its row's sum, precision by its column's.
# 3. The row sums are 226, 388, 61 and 168; the column of Support sums to 47. The largest number beside the diagonal
#    is 53.

# %% [markdown] tags=["after"]
# **Worth knowing.** 79 % hides that two thirds of the support tasks get lost, most of them to the better paid group
# next door. Not every error is the model's: 41 sentences stand in two groups or more, and no model can get both right.
# Read twenty errors before you tune anything: wrong labels, missing context and real errors need different cures.

# %% [markdown] tags=["quiz"]
# id: recall-or-precision
# exercise: read-confusions
#
# Of 61 true support tasks a sorter finds 22. It called 47 tasks support. Which number is 22 / 61?
#
# - [ ] Precision :: That is 22 of the 47 that were called support.
# - [x] Recall :: Found, of all that truly are.
# - [ ] Accuracy :: That counts the right decisions of all groups.

# %% [markdown]
# ## Can we calculate with meaning?
#
# To our sorter, *nurse* and *nurses* are as foreign as *nurse* and *roof*. **Word vectors** give every word 50 numbers,
# learned from what stands beside it in six billion words ([GloVe](https://nlp.stanford.edu/projects/glove/)).
#
# NumPy holds them as an **array**: `vectors[3]` is a row, `a * b` multiplies place by place, `a @ b` adds these
# up. Divided by both lengths it is the **cosine**: 1 for one direction, 0 for nothing in common.
#
# **Predict** the neighbours of *cheap*.

# %% tags=["teaches:word-vectors"]
import numpy as np

known, vectors = datasets.word_vectors(50_000)
place = {word: number for number, word in enumerate(known)}  # enumerate numbers what it gives
unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)  # every row divided by its length


def nearest(point, skip, n=3):
    order = (unit @ point).argsort()[::-1]  # the places, from the largest cosine down
    return [known[number] for number in order[:n + len(skip)] if known[number] not in skip][:n]


def analogy(a, b, c):
    # the word that is to c as b is to a: for man, king and woman it should be queen
    return nearest(unit[place[b]] - unit[place[a]] + unit[place[c]], [a, b, c])[0]


for word in ["electrician", "cheap", "java"]:
    print(word, nearest(unit[place[word]], [word]))
print(analogy("man", "king", "woman"), analogy("france", "paris", "japan"), analogy("man", "doctor", "woman"))

# %% [markdown] tags=["task", "kind:break", "uses:word-vectors"]
# ## Exercise 7: break the famous analogy
#
# *cheap* is next to *expensive*: the company is the same, the meaning opposite. And textbooks show the analogies that
# work. Test the claim "country to capital is a direction" on all pairs.
#
# For each two **different** countries `a`, `c` of `capitals`, `analogy(a, capitals[a], c)` should give `capitals[c]`.
# Make:
#
# - `right`: of how many of the 72 ordered pairs is it so, a whole number;
# - `never`: a list of the countries `c` whose capital is never found, from any other country;
# - `wrong_answer`: what `analogy("france", "paris", "australia")` gives.

# %% nbgrader={"grade_id": "break-analogy", "solution": true}
capitals = {"france": "paris", "germany": "berlin", "italy": "rome", "japan": "tokyo", "turkey": "ankara",
            "brazil": "brasilia", "australia": "canberra", "egypt": "cairo", "kenya": "nairobi"}
right = ...
never = ...
wrong_answer = ...
### BEGIN SOLUTION
hits = {c: sum(analogy(a, capitals[a], c) == capitals[c] for a in capitals if a != c) for c in capitals}
right = sum(hits.values())
never = [c for c in hits if hits[c] == 0]
wrong_answer = analogy("france", "paris", "australia")
### END SOLUTION

# %% nbgrader={"grade_id": "break-analogy-check", "grade": true, "points": 4}
with checks("the analogy", points=4) as expect:
    expect.close(lambda: right, 40, within=0, weight=2, says="pairs for which it is right",
                 help="Each of the nine with each of the eight others, in both directions; compare with `capitals[c]`.")
    expect.same_set(lambda: never, ["brazil", "australia"], says="countries whose capital is never found",
                    help="Count the hits of each country `c` on its own; list the countries that have none.")
    expect.equal(lambda: wrong_answer, "sydney", says="the answer for Australia",
                 help="Call `analogy` with the three words, and keep what it gives.")

# %% tags=["wrong-answer"]
# message: "in both directions", "Count the hits of each country `c`"
capitals = {"france": "paris", "germany": "berlin", "italy": "rome", "japan": "tokyo", "turkey": "ankara",
            "brazil": "brasilia", "australia": "canberra", "egypt": "cairo", "kenya": "nairobi"}
hits = {a: sum(analogy(a, capitals[a], c) == capitals[c] for c in capitals if a < c) for a in capitals}
right = sum(hits.values())                                # each pair once
never = [a for a in hits if hits[a] == 0]                 # from which none is found, not which is never found
wrong_answer = "sydney"

# %% tags=["wrong-answer"]
# message: "Count the hits", "keep what it gives"
capitals = {"france": "paris", "germany": "berlin", "italy": "rome", "japan": "tokyo", "turkey": "ankara",
            "brazil": "brasilia", "australia": "canberra", "egypt": "cairo", "kenya": "nairobi"}
right = sum(analogy(a, capitals[a], c) == capitals[c] for a in capitals for c in capitals if a != c)
never = [c for c in capitals if analogy("france", "paris", c) != capitals[c]]               # from one country alone
never, wrong_answer = ["brazil", "australia", "italy"], "canberra"

# %% tags=["hints"]
# 1. Two loops, one inside the other: the outer over `c`, the inner over `a`. What do you count for each `c`?
# 2. In the inner loop, leave out the case where both are the same country; otherwise ask whether the analogy from `a`
#    gives the capital of `c`. Keep one count for each `c` in a dict.
# 3. `right` is the sum of the dict's values, `never` a comprehension of the countries whose count is 0. A sum over
#    comparisons counts the true ones.

# %% [markdown] tags=["after"]
# **Worth knowing.** Newspapers write of Sydney and Rio: the vectors know fame, not constitutions. Rome is missed six
# times of eight, too, mostly for Milan or Turin. And the search leaves out the three words that it was given; without
# that, *king − man + woman* gives *king* here. *man : doctor = woman : nurse* says what was written, not what is
# true. Java is an island here, for the texts are of the press, not of programmers.

# %% [markdown] tags=["quiz"]
# id: opposites-near
# exercise: break-analogy
#
# Why do *cheap* and *expensive* have similar word vectors?
#
# - [x] They stand beside the same words :: Vectors are learned from company, and opposites keep the same company.
# - [ ] The training went wrong :: It did what it was asked to do.
# - [ ] They have letters in common :: The vectors know nothing of spelling.

# %% [markdown]
# ## Which words does a word look at?
#
# *bank* has one vector, whether of a river or of money. **Attention** lets each word take in the others. Its `@` with
# each is a *score*, divided by the square root of the vectors' width; **softmax** turns scores into shares that sum to
# 1; the new vector is the mean of all, with these shares.
#
# **Predict:** in which of the two sentences will *bank* then be nearer to *river*?

# %% tags=["teaches:attention"]
import matplotlib.pyplot as plt
from scipy.special import erf  # for the model two cells further down

plt.style.use("course.lesson")  # the look of this course


def softmax(scores):
    """Return shares that sum to 1 along the last axis; np.exp is never negative."""
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return grown / grown.sum(axis=-1, keepdims=True)


figure, both = plt.subplots(2, 1, figsize=(7, 3.4), layout="constrained")
for axes, sentence in zip(both, ["they fished from the river bank", "the bank raised its loan rate"]):
    tokens = sentence.split()
    X = np.stack([vectors[place[token]] for token in tokens])  # one row a word
    shares = softmax(X @ X[tokens.index("bank")] / np.sqrt(X.shape[1]))  # X.shape is (words, 50)
    mixed = shares @ X
    river = mixed @ unit[place["river"]] / np.linalg.norm(mixed)
    axes.bar_label(axes.bar(tokens, shares), fmt="%.2f")
    axes.set(title=f"Among these words, bank has the cosine {river:.2f} with river", ylim=(0, 1), xlabel="word",
             ylabel="share")
plt.show()

# %% [markdown] tags=["task", "kind:write", "uses:attention", "uses:word-vectors"]
# ## Exercise 8: write attention for all words at once
#
# *bank* moved towards *river* (0.41 before) among fishers. In a model a word asks with one vector (*query*),
# is found by another (*key*) and gives a third (*value*), all learned.
#
# Write `attention(queries, keys, values)`: arrays with one row for each word; queries and keys are equally wide, values
# may be of another width. Return two arrays, `(mixed, shares)`: `shares` has a row for each query and a column for each
# key, rows sum to 1; `mixed` has a row for each query. Use `softmax`.
#
# `keys.T` turns rows into columns; `queries @ keys.T` has all dot products, one row for each query.
# `attention(np.zeros((1, 2)), np.ones((2, 2)), np.array([[1.0], [3.0]]))` gives `[[2]]` and `[[0.5, 0.5]]`.

# %% nbgrader={"grade_id": "attention", "solution": true}
def attention(queries, keys, values):
    """Return (mixed, shares): the values mixed for every query, and the shares with which they were mixed."""
    ### BEGIN SOLUTION
    shares = softmax(queries @ keys.T / np.sqrt(keys.shape[1]))
    return shares @ values, shares
    ### END SOLUTION

# %% nbgrader={"grade_id": "attention-check", "grade": true, "points": 5}
with checks("attention", points=5) as expect:
    from scipy.special import softmax as scipy_softmax

    def right_attention(q, k, v):
        parts = scipy_softmax(np.einsum("id,jd->ij", q, k) / k.shape[1] ** 0.5, axis=1)
        return parts @ v, parts

    expect.array(lambda: attention(np.zeros((1, 2)), np.ones((2, 2)), np.array([[1.0], [3.0]]))[0], np.array([[2.0]]),
                 within=1e-6, says="a query that prefers nothing",
                 help="`mixed` comes first: equal shares give the mean, 2.")
    expect.array(lambda: attention(np.eye(2), np.eye(2), np.eye(2))[1],
                 right_attention(np.eye(2), np.eye(2), np.eye(2))[1],
                 within=1e-6, says="the shares of two words", help="Dot products, then divided by the square root of "
                 "the keys' width, then softmax along each row.")
    ### BEGIN HIDDEN TESTS
    q, k, v = (np.random.default_rng(7).normal(size=size) for size in [(3, 16), (5, 16), (5, 4)])
    expect.array(lambda: attention(q, k, v)[1], right_attention(q, k, v)[1], within=1e-6,
                 says="shares, with fewer queries than keys",
                 help="Divide by the square root of the *width*, `keys.shape[1]`, before softmax; one row for a query.")
    expect.array(lambda: attention(q, k, v)[0], right_attention(q, k, v)[0], within=1e-6,
                 says="values of another width",
                 help="The shares mix the *values*, by `@`; keys and queries only decide how.")
    expect.array(lambda: attention(k, q[:2], v[:2])[0], right_attention(k, q[:2], v[:2])[0], within=1e-6,
                 says="more queries than keys", help="Which comes first in the product, queries or keys?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "divided by the square root"
def attention(queries, keys, values):
    shares = softmax(queries @ keys.T)                      # not scaled
    return shares @ values, shares

# %% tags=["wrong-answer"]
# message: "square root of the *width*"
def attention(queries, keys, values):
    shares = softmax(queries @ keys.T / np.sqrt(len(keys)))  # the number of words, not the width
    return shares @ values, shares

# %% tags=["wrong-answer"]
# message: "mix the *values*"
def attention(queries, keys, values):
    shares = softmax(queries @ keys.T / np.sqrt(keys.shape[1]))
    return shares @ keys, shares

# %% tags=["wrong-answer"]
# message: "one row for a query"
def attention(queries, keys, values):
    shares = softmax((queries @ keys.T / np.sqrt(keys.shape[1])).T).T  # shares along the columns
    return shares @ values, shares

# %% tags=["hints"]
# 1. The plot's cell does it for one word. There `X` was everything: which of its three appearances is the query,
#    which the keys, which the values?
# 2. One line makes the shares: all dot products at once with `.T`, the scaling, then `softmax`, which works along
#    rows. A second line mixes.
# 3. Inside `softmax`: queries, `@`, the keys turned; divided by `np.sqrt` of how many numbers one key has. Then hand
#    back two things: the shares `@` the values, and the shares.

# %% [markdown] tags=["after"]
# **Worth knowing.** That line is the heart of every large language model
# ([Vaswani and others 2017](https://arxiv.org/abs/1706.03762)). Attention as you wrote it does not know the order of
# words: shuffle the rows, and the results are shuffled with them. Models add a vector for the place. The next cell is
# a whole sentence model, six layers of it, with the weights that its makers trained.

# %% [markdown] tags=["quiz"]
# id: attention-shares
# exercise: attention
#
# A sentence has 6 words. What is the sum of all attention shares of one word's query?
#
# answer: 1 within 0.001
# why: Softmax makes shares of a whole out of each query's scores, whatever their number.

# %% tags=["teaches:sentence-vectors"]
# MiniLM, part 1: 12 attentions side by side ("heads"), each 32 numbers wide, whose queries, keys and values are
# learned; `linear`, `bent` and `normed` are the small parts around them. Read for the line with softmax.
def linear(x, name):
    return x @ weights[name + ".weight"].T + weights[name + ".bias"]


def bent(x):
    return x * (1 + erf(x / np.sqrt(2))) / 2


def normed(x, name):
    spread = (x - x.mean(axis=-1, keepdims=True)) / x.std(axis=-1, keepdims=True)
    return spread * weights[name + ".weight"] + weights[name + ".bias"]


def attend(x, name):
    names = [f"{name}.self.{part}" for part in ["query", "key", "value"]]
    q, k, v = [linear(x, each).reshape(len(x), 12, 32).swapaxes(0, 1) for each in names]  # heads first
    mixed = (softmax(q @ k.swapaxes(1, 2) / np.sqrt(32)) @ v).swapaxes(0, 1)  # and the words first again
    return linear(mixed.reshape(len(x), 384), name + ".output.dense")

# %%
# MiniLM, part 2: pieces of words, their places, six layers, then the mean. Its makers give 0.666 for the weather.
def sentence_vector(text):
    ids, e = tokenizer.encode(text).ids, "embeddings."
    places = weights[e + "position_embeddings.weight"][:len(ids)] + weights[e + "token_type_embeddings.weight"][0]
    x = normed(weights[e + "word_embeddings.weight"][ids] + places, e + "LayerNorm")
    for layer in [f"encoder.layer.{n}" for n in range(6)]:
        x = normed(x + attend(x, layer + ".attention"), layer + ".attention.output.LayerNorm")
        inner = bent(linear(x, layer + ".intermediate.dense"))
        x = normed(x + linear(inner, layer + ".output.dense"), layer + ".output.LayerNorm")
    return x.mean(axis=0) / np.linalg.norm(x.mean(axis=0))


for pair in [("The weather is lovely today.", "It's so sunny outside!"), ("dog bites man", "man bites dog"),
             ("hire the applicant", "do not hire the applicant")]:
    print(f"{sentence_vector(pair[0]) @ sentence_vector(pair[1]):.3f}", pair)

# %% [markdown]
# ## What else did the vectors learn?
#
# Without a word in common the weather is recognised; yet *do not hire* stands near *hire*. Vectors repeat what was
# written, prejudice too.
#
# The **lean** of a word: its mean cosine with *she, her, woman* … minus that with *he, his, man* … The *effect size*:
# the difference of two groups' mean leans, in standard deviations ([Caliskan and others
# 2017](https://arxiv.org/abs/1608.07187)); above 0.8 counts as large.
#
# **Predict:** to which side does *pilot* lean?

# %% tags=["teaches:bias-in-vectors"]
from course.portfolio import Measure, save_evidence

women, men = "she her woman girl daughter mother sister female", "he his man boy son father brother male"
care = "nurse librarian receptionist hairdresser nanny housekeeper therapist midwife"
craft = "electrician carpenter mechanic engineer plumber programmer pilot firefighter"


def of(text):
    return np.stack([unit[place[word]] for word in text.split()])


def leans(jobs, women, men):
    return (of(jobs) @ of(women).T).mean(axis=1) - (of(jobs) @ of(men).T).mean(axis=1)


jobs, lean = (care + " " + craft).split(), leans(care + " " + craft, women, men)
order = lean.argsort()
figure, axes = plt.subplots(figsize=(7, 4))
axes.barh([jobs[n] for n in order], lean[order])
axes.set(title="All eight jobs of care lean to women's words, no craft does", ylabel="job",
         xlabel="lean: difference of mean cosines, from men's words (−) to women's words (+)")
plt.show()

# %% [markdown] tags=["task", "kind:ablate", "uses:bias-in-vectors", "uses:word-vectors"]
# ## Exercise 9: ablate the measure
#
# An alarming picture. Does it hang on the eight pairs that we chose? Measure with *one* pair at a time.
#
# Write `effect_size(care, craft, women, men)`, four texts of words as above: the mean lean of `care` minus that of
# `craft`, divided by the standard deviation (`np.std`) of the leans of all jobs of both together (`np.concatenate([a,
# b])` joins two arrays). A `float`, within 0.01. With all eight pairs it is about `1.87`.
#
# Then `by_pair`, a dict of each of the eight women's words to the effect size of its pair alone; and `against`, a list
# of the women's words whose pair turns the sign. `zip(women.split(), men.split())` gives the pairs.

# %% nbgrader={"grade_id": "ablate-bias", "solution": true}
def effect_size(care, craft, women, men):
    """Return how much more `care` leans to `women` than `craft` does, in standard deviations of all leans."""
    ### BEGIN SOLUTION
    first, second = leans(care, women, men), leans(craft, women, men)
    return float((first.mean() - second.mean()) / np.std(np.concatenate([first, second])))
    ### END SOLUTION


by_pair = ...
against = ...
### BEGIN SOLUTION
by_pair = {she: effect_size(care, craft, she, he) for she, he in zip(women.split(), men.split())}
against = [she for she in by_pair if by_pair[she] < 0]
### END SOLUTION

# %% nbgrader={"grade_id": "ablate-bias-check", "grade": true, "points": 5}
with checks("effect_size", points=5) as expect:
    expect.close(lambda: effect_size(care, craft, women, men), 1.87, within=0.01, says="all eight pairs",
                 help="The difference of two means of `leans`, divided by `np.std` of all sixteen leans, not of eight.")
    expect.close(lambda: by_pair, {"she": 1.81, "her": 1.79, "woman": 1.85, "girl": 1.90, "daughter": 1.94,
                                   "mother": 1.69, "sister": 1.79, "female": -1.56}, within=0.01,
                 says="one pair at a time", help="For each pair, the same function with one word in place of eight.")
    expect.same_set(lambda: against, ["female"], says="the pair that turns the sign",
                    help="Which effect sizes are below zero? List the women's word of each.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: effect_size("nurse maid dancer", "soldier farmer lawyer", "she her", "he his"),
                 1.9478, within=0.01, says="other words", help="Use the four parameters, not the lists above.")
    expect.close(lambda: effect_size("soldier farmer lawyer", "nurse maid dancer", "she her", "he his"),
                 -1.9478, within=0.01, says="the groups exchanged", help="The sign belongs to it: first minus second.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "of all sixteen leans"
def effect_size(care, craft, women, men):
    first, second = leans(care, women, men), leans(craft, women, men)
    return float((first.mean() - second.mean()) / np.std(first))


by_pair = {she: effect_size(care, craft, she, he) for she, he in zip(women.split(), men.split())}
against = [she for she in by_pair if by_pair[she] < 0]

# %% tags=["wrong-answer"]
# message: "The sign belongs to it", "below zero"
def effect_size(care, craft, women, men):
    first, second = leans(care, women, men), leans(craft, women, men)
    return float(abs(first.mean() - second.mean()) / np.std(np.concatenate([first, second])))


by_pair = {she: effect_size(care, craft, she, he) for she, he in zip(women.split(), men.split())}
against = [she for she in by_pair if by_pair[she] < 0]

# %% tags=["wrong-answer"]
# message: "divided by `np.std`", "same function with one word"
def effect_size(care, craft, women, men):
    return float(leans(care, women, men).mean() - leans(craft, women, men).mean())


by_pair = {she: effect_size(care, craft, women, men) for she in women.split()}
against = ["female"]

# %% tags=["hints"]
# 1. `leans` gives an array with one lean for each job. You need it twice, once for each group.
# 2. Name the two arrays. Their `.mean()`s are subtracted; below the line stands `np.std` of the two joined. For
#    `by_pair`, a comprehension in curly brackets over the zipped words.
# 3. In `by_pair`, the function gets the same jobs each time, and one woman's and one man's word in place of the long
#    texts. `against` keeps the words whose number is smaller than 0.

# %% [markdown] tags=["after"]
# **Worth knowing.** *female* and *male* say the opposite, since newspapers write them where the writer is surprised:
# *female engineer*, *male nurse*; nobody writes *female nurse*. A measure of bias measures its word lists too;
# publish them with the number. Bias is in the texts, not only in the sums: [vectors of past decades follow the share
# of women in each job](https://doi.org/10.1073/pnas.1720347115). And two lists of words have no place for
# people who are neither.

# %% [markdown] tags=["quiz"]
# id: chosen-words
# exercise: ablate-bias
#
# A report says "no gender bias in our vectors: effect size −1.6", measured with *female* and *male* alone. What do
# you say?
#
# - [ ] Good: it is below zero :: A sign that turns with the choice of words is no finding yet.
# - [x] Measure with other pairs, too :: Texts use these two for unusual cases; *she* and *he* say the opposite.
# - [ ] Effect sizes can't be negative :: They can: the second group then leans more than the first.

# %% [markdown] tags=["task", "kind:explain", "uses:bias-in-vectors"]
# ## Exercise 10: explain who could be harmed
#
# A job board wants to show each person first the jobs whose text is nearest to their profile, by the cosine of such
# vectors. The manager says: "No names, no gender in it. It can't discriminate." Answer in **three or four
# sentences**, in the next cell.
#
# **Rubric, four points:** one for how gender gets in without being named; one for a measurement of this lesson, with
# its number; one for who could be harmed, and how; one for a check or a safeguard that the board can afford.

# %% [markdown] nbgrader={"grade_id": "nl-explain", "grade": true, "solution": true, "points": 4}
# Profiles name gender without its word: a girls' school, years as a nanny, "she" in a reference. In these vectors eight
# jobs of care lean to women's words and eight crafts to men's, an effect size of 1.87. A woman who could be an
# electrician would see that advert on page five, never apply, and nobody would notice. The board can send pairs of
# profiles that differ in gendered words alone, compare the ranks, and repeat it monthly.

# %% tags=["hints"]
# 1. The picture of leans and your exercise 9 hold the measurement. Then think of one person who searches for a job.
# 2. Which words of a profile go with a gender? What does a rank on page five do to somebody? Who would ever notice?
# 3. One sentence each: how it gets in; the effect size and what it compares; the person and the loss; a test with two
#    profiles that are alike but for such words.

# %% [markdown] tags=["after"]
# **Worth knowing.** "We removed gender from the data" is called *fairness through unawareness*, and seldom works, for
# other words carry it. A recruiting tool at Amazon [marked down the word
# women's](https://www.reuters.com/article/us-amazon-com-jobs-automation-insight-idUSKCN1MK08G), as in women's chess
# club, and was given up.

# %% [markdown] tags=["task", "kind:project", "uses:occupation-split", "uses:classifiers", "uses:confusions"]
# ## Mini-project: a sorter of your own
#
# Choose **three or more** groups (`tasks["group"].unique()`), sort sentences of *new* occupations, tell an employer
# how far to trust it.
#
# - `chosen`: the groups; `train, test`: `split_occupations` of their rows.
# - `model`: a pipeline fitted on `train` alone, 5 points (0.05) or more above `baseline`, the share of `test` in the
#   commonest group of `train`.
# - `recalls`: each group's recall in `test`, within 0.001; `misread`: two sentences that it gets wrong.
# - `figure`: one bar a group, title, x-label; `measures`: two or more; `paragraph`: 40 words or more, with a number,
#   a comparison, and whom errors hurt.
#
# **Rubric:** other groups than below; two recipes compared; errors explained; limits named.
#
# ![Three bars of recall: production 0.90, construction 0.62, repair 0.53.](figures/task-sorter.png)

# %% nbgrader={"grade_id": "task-sorter", "solution": true}
chosen = ...     # such as ["Legal", "Production", "Management"]
model = ...      # a fitted pipeline
baseline = ...   # a share
recalls = ...    # a dict
misread = ...    # two sentences
title = ...      # your finding
question = ...   # what the title answers
figure = ...     # made with plt.subplots
measures = ...   # such as [Measure("accuracy on new occupations", 79, "%"), Measure("baseline", 46, "%")]
alt = ...        # the figure in one sentence, for somebody who can't see it
paragraph = ...  # in your own words
### BEGIN SOLUTION
chosen = ["Installation, Maintenance, and Repair", "Construction and Extraction", "Production"]
train, test = split_occupations(tasks[tasks["group"].isin(chosen)])
model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LinearSVC(random_state=0)).fit(train["task"], train["group"])
right, baseline = model.predict(test["task"]) == test["group"], (test["group"] == train["group"].mode()[0]).mean()
recalls, misread = {each: right[test["group"] == each].mean() for each in chosen}, list(test["task"][~right][:2])
title, question = "Repair tasks are the hardest to find", "Do words tell kinds of manual work apart?"
figure, axes = plt.subplots(figsize=(7, 2.2), layout="constrained")
axes.bar_label(axes.barh(chosen, list(recalls.values())), fmt="%.2f", padding=4)
axes.set(title=title, xlabel="recall: share of the group's tasks that are found", ylabel="group")
axes.margins(x=0.12)
measures = [Measure("accuracy on new occupations", 73.8, "%"), Measure("baseline", 50.2, "%")]
alt = "Three bars of recall: production 0.90, construction and extraction 0.62, installation and repair 0.53."
paragraph = """Of 1,120 tasks of new occupations the sorter puts 74 % into the right group (single words: 71 %); always
saying production is right for 50 %. Stonemasons cut and polish, so they are sent to the factory: whoever routed people
by it would hide building jobs from builders. The sentences are of analysts, not of adverts, and all are American."""
### END SOLUTION
save_evidence(lesson="03_specialization/05_natural_language", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% nbgrader={"grade_id": "task-sorter-check", "grade": true, "points": 10}
with checks("a sorter of tasks", points=10) as expect:
    from sklearn.base import clone

    from course.portfolio import saved_evidence as kept

    def parts():
        return split_occupations(datasets.job_tasks()[lambda table: table["group"].isin(plain(list(chosen)))])

    def said(fitted):
        return plain(list(fitted.predict(parts()[1]["task"])))

    def hits():
        return [a == b for a, b in zip(said(model), parts()[1]["group"])]

    def near(mine):
        right = parts()[1].assign(hit=hits()).groupby("group")["hit"].mean().to_dict()
        return set(mine) == set(right) and all(abs(mine[name] - right[name]) <= 0.001 for name in mine)

    def lazy():
        return float((parts()[1]["group"] == parts()[0]["group"].mode()[0]).mean())

    def not_saved(**mine):
        mine["measures"] = tuple(each if type(each) is Measure else Measure(**each) for each in mine["measures"])
        saved = kept("03_specialization/05_natural_language")
        return [name for name in mine if str(mine[name]).split() != str(getattr(saved, name, None)).split()]

    expect.true(lambda: len(set(plain(list(chosen))) & set(datasets.job_tasks()["group"])) >= 3, weight=0.5,
                says="three groups or more", help="Copy the names from `tasks['group'].unique()`.")
    expect.plot(lambda: figure, title=True, xlabel=True, kind="bar", says="bars, with a title and an x label",
                help="The figure's title states the finding; its x label says what the bars show.")
    expect.true(lambda: len(plain(title).split()) > 3 and plain(question).strip().endswith("?") and len(measures) >= 2
                and len(plain(paragraph).split()) >= 40 and any(mark.isdigit() for mark in plain(paragraph)),
                says="title, question, two measures and a paragraph of 40 words with a number",
                help="The title has four words or more, the question its mark; the paragraph says whom errors hurt.")
    expect.equal(lambda: not_saved(title=title, question=question, paragraph=paragraph, measures=measures), [],
                 says="the evidence is saved", help="Leave `save_evidence` at the end, and run your cell again.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: plain(baseline) - lazy(), 0, within=0.001, says="the baseline",
                 help="Of the chosen rows, split by `split_occupations`: what share of `test` has `train`'s commonest?")
    expect.true(lambda: sum(hits()) / len(hits()) >= lazy() + 0.05, says="5 points above the baseline", weight=2,
                help="Pairs of words, another C: try them on your `train`. Some groups can't be told apart.")
    expect.true(lambda: sum(a != b for a, b in zip(said(model), said(clone(model).fit(
        parts()[0]["task"], parts()[0]["group"])))) <= 0.01 * len(hits()), weight=2,
                says="the same pipeline, fitted again on train alone, says the same",
                help="Fit on `train` alone, as `split_occupations` makes it of the rows of your groups.")
    expect.true(lambda: near(plain(dict(recalls))), weight=2, says="the recalls",
                help="For each true group: share of its sentences that the model finds, under the group's whole name.")
    expect.true(lambda: len(set(plain(list(misread))) & set(parts()[1]["task"][[not hit for hit in hits()]])) >= 2,
                says="two misread sentences", help="Two different sentences of `test`, as they stand there.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Fit on `train` alone", "commonest"
chosen = ["Production", "Construction and Extraction", "Legal"]
train, test = split_occupations(tasks[tasks["group"].isin(chosen)])
both = tasks[tasks["group"].isin(chosen)]
model = make_pipeline(TfidfVectorizer(), LinearSVC(random_state=0)).fit(both["task"], both["group"])   # test too
right = model.predict(test["task"]) == test["group"]
baseline = 1 / 3                                          # a coin with three sides
recalls = {group: float(right[test["group"] == group].mean()) for group in chosen}
misread = list(test["task"][~right][:2])
title, question = "All three are found almost always", "Can three groups be told apart?"
figure, axes = plt.subplots()
axes.barh(chosen, list(recalls.values()))
axes.set(title=title, xlabel="recall, a share", ylabel="group")
measures = [Measure("accuracy", 99.9, "%"), Measure("baseline", 33.3, "%")]
alt, paragraph = "Three bars of almost full length", "The sorter is right for 99.9 % of sentences, baseline 33 %. " * 5
save_evidence(lesson="03_specialization/05_natural_language", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["wrong-answer"]
# message: "share of its sentences that the model finds", "as they stand there", "x label"
chosen = ["Production", "Construction and Extraction", "Legal"]
train, test = split_occupations(tasks[tasks["group"].isin(chosen)])
model = make_pipeline(TfidfVectorizer(), LinearSVC(random_state=0)).fit(train["task"], train["group"])
said_so = model.predict(test["task"])
right = said_so == test["group"]
baseline = (test["group"] == train["group"].mode()[0]).mean()
recalls = {group: float(right[said_so == group].mean()) for group in chosen}   # precisions
misread = list(test["task"][right][:2])                                       # those that it gets right
title, question = "Law is told apart best", "Which of three groups can be told apart?"
figure, axes = plt.subplots()
axes.barh(chosen, list(recalls.values()))
axes.set_title(title)
measures = [Measure("accuracy", 85, "%"), Measure("baseline", 60, "%")]
alt, paragraph = "Three bars, the longest for law", "The sorter is right for 85 % of sentences, baseline 60 %. " * 5
save_evidence(lesson="03_specialization/05_natural_language", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["hints"]
# 1. Everything is in the section on occupations: the split, the pipeline, the baseline. Begin with the rows of your
#    groups: a question with `.isin`, as in `split_occupations`.
# 2. Fit on the training part; compare what the model says for the test part with what is true, and give the
#    comparison a name. A recall is the mean of that comparison in the rows of one true group.
# 3. With `right` as the comparison: `right[test["group"] == "Legal"].mean()` is one recall; a comprehension makes
#    the dict. `test["task"][~right]` are the misread sentences.

# %% [markdown] tags=["after"]
# **Worth knowing.** Try pairs of words (`ngram_range=(1, 2)`), rare words left out (`min_df=2`), sentence vectors; but
# choose by a part of `train`, or the test leaks through your choices. Whether a model with a recall of a third may
# be used at all is not a question of machine learning. One who sorts for people to look at may; one who rejects may
# not.

# %% [markdown]
# ## Recap
#
# 1. You can turn texts into tokens, weights and vectors, build a classifier, read its errors and measure a bias.
# 2. Words you own: token, n-gram, TF-IDF, baseline, leak, threshold, recall, precision, cosine, attention, lean.
# 3. Three mistakes to expect: repeats on both sides of a split; accuracy without a baseline or costs; taking vectors
#    for meaning when they are company.
# 4. It returns: leaks in the competition, attention in generative AI, harm in every product decision.
# 5. Read next: [Speech and Language Processing](https://web.stanford.edu/~jurafsky/slp3/) by Dan Jurafsky and James
#    Martin, chapters 2 to 6.
