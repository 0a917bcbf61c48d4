package dev.startguard.manifest.yaml;

import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Severity;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.shape.ShapeProblems;
import dev.startguard.manifest.tree.Limits;
import dev.startguard.manifest.tree.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Words for what is wrong with a file as YAML. SnakeYAML's own texts quote the file, which may hold
 * a secret, so none of them is passed on.
 */
final class YamlProblems {
  private final SourceFile file;
  private final String text;
  private final List<Finding> findings;

  YamlProblems(SourceFile file, String text, List<Finding> findings) {
    this.file = file;
    this.text = text;
    this.findings = findings;
  }

  /** Whether a character stands in the text that no manifest may hold; it is reported. */
  boolean character() {
    int at = Characters.forbidden(text);
    if (at < 0) {
      return false;
    }
    syntax(
        place(at),
        new Words("holds " + Characters.name(text.codePointAt(at)), "no manifest may hold it"),
        "take it out, or write it as an escape in double quotes");
    return true;
  }

  /**
   * Whether the file starts with a directive, which SnakeYAML passes over when it does not know it.
   */
  boolean directive() {
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      int stop = end < 0 ? text.length() : end;
      if (text.charAt(start) == '%') {
        feature("directive", place(start));
        return true;
      }
      if (text.charAt(start) != '#' && !text.substring(start, stop).isBlank()) {
        return false;
      }
      start = stop + 1;
    }
    return false;
  }

  void empty() {
    add(
        Finding.of("manifest-empty", Severity.ERROR, file.name())
            .gist("is empty")
            .message(file.name() + " is empty: it asserts nothing")
            .at(place(0), "startguard: 1, service, and what to check")
            .fix("write startguard: 1, service: NAME, and what the service needs under env"));
  }

  void noMapping(ManifestLocation at) {
    add(
        Finding.of("manifest-type", Severity.ERROR, file.name())
            .gist("is no mapping")
            .message(file.name() + " is no mapping of keys to values: is it a manifest at all?")
            .at(at, "startguard: 1 belongs here")
            .fix("name a manifest, whose first key is startguard"));
  }

  void limit(ManifestLocation at, boolean deep) {
    String most = deep ? Limits.MOST_DEPTH + " levels" : Limits.MOST_NODES + " nodes";
    add(
        Finding.of("manifest-limit", Severity.ERROR, file.name())
            .gist(deep ? "is nested too deep" : "has too many nodes")
            .message(file.name() + (deep ? " is nested deeper than " : " has more than ") + most)
            .at(at, "at most " + most)
            .fix(
                deep
                    ? "a manifest needs no such depth: look for brackets that are not closed"
                    : "split the service, or the manifest"));
  }

  /** What YAML can and a manifest may not. */
  void feature(String what, ManifestLocation at) {
    String instead =
        switch (what) {
          case "anchor", "alias", "merge key" ->
              "write the value out: a reader must not have to look it up";
          case "tag" -> "take the tag away: the declared type decides";
          case "complex key" -> "a key is one word";
          case "directive" -> "take the line away";
          default -> "one file holds one manifest";
        };
    String article = what.startsWith("a") ? "an " : "a ";
    if (!what.equals("second document")) {
      // the name of an anchor or a tag may be a secret that begins with & or !
      file.maskLine(at.line());
    }
    add(
        Finding.of("manifest-feature", Severity.ERROR, file.name())
            .gist("uses " + article + what)
            .message(file.name() + " uses " + article + what + ", which a manifest may not")
            .at(at, instead)
            .fix(
                what.equals("alias")
                    ? "write the value out, or quote a text that starts with *"
                    : instead));
  }

  void secondDocument(ManifestLocation at) {
    feature("second document", at);
  }

  /**
   * Two equal keys of one mapping.
   *
   * @param hidden whether the key may be a secret itself, as in {@code { hunter2, hunter2 }}
   */
  void duplicate(ScalarNode key, ScalarNode first, boolean hidden) {
    if (hidden) {
      file.mask(key.place());
      file.mask(first.place());
    }
    String name = hidden ? "(hidden)" : ShapeProblems.shown(key.text());
    file.maskLine(key.place().line()); // the value is dropped from the tree, and so from its masks
    add(
        Finding.of("manifest-duplicate-key", Severity.ERROR, name)
            .gist("stands twice")
            .message(name + " stands twice in one mapping, and YAML does not say which one counts")
            .at(key.place(), "stands here again")
            .related(first.place(), "first here")
            .fix("keep one of them"));
  }

  void syntax(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    String problem = e.getProblem() == null ? "" : e.getProblem();
    ManifestLocation place = mark == null ? place(0) : place(mark);
    int at = mark == null ? 0 : mark.getIndex();
    int c = mark != null && at < mark.getBuffer().length ? mark.getBuffer()[at] : 0;
    Mark context = e.getContextMark();
    file.maskLine(place.line());
    if (c == '\t') {
      tab(place);
    } else if (problem.startsWith("found undefined tag handle")) {
      feature("tag", place);
    } else if (c == '%' && place.column() == 1) {
      feature("directive", place);
    } else if (problem.startsWith("unexpected character found")) {
      // "*.internal": what looks like an alias is mostly a pattern
      feature(
          String.valueOf(e.getContext()).endsWith("alias") ? "alias" : "anchor",
          context == null ? place : place(context));
    } else {
      opened(words(problem, c), place, context == null ? null : place(context));
    }
  }

  /** An error of the scanner that carries no mark of its own. */
  void syntax(Mark mark) {
    opened(words("", 0), place(mark), null);
  }

  /** What is wrong, as it follows the file's name, and what would be right. */
  private record Words(String gist, String label) {}

  private static Words words(String problem, int c) {
    if (problem.startsWith("mapping values are not allowed")) {
      return new Words(
          "has a colon that ends no key",
          "quote a text that holds a colon and a space, or mend the indentation");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return new Words("has a key without a colon", "NAME: value belongs here");
    }
    if (problem.startsWith("found unexpected end of stream")) {
      return new Words("has a quote that is not closed", "the closing quote is missing");
    }
    if (problem.startsWith("expected ',' or")) {
      return new Words(
          "has a bracket that is not closed",
          "a comma or the closing bracket is missing; quote a range: \"[17,26)\"");
    }
    if (problem.startsWith("expected <block end>")) {
      return new Words(
          "is not lined up",
          "indent as the keys above; quote a text that starts with a bracket or a quote");
    }
    if (problem.startsWith("found unknown escape") || problem.startsWith("expected escape")) {
      return new Words("has an unknown escape", "in single quotes a backslash is a backslash");
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return new Words("has a dash where no list can start", "put the list on lines of its own");
    }
    return c == '@' || c == '`'
        ? new Words("starts a text with a reserved character", "quote the text")
        : new Words("is not YAML", "not YAML from here on");
  }

  private void opened(Words words, ManifestLocation at, @Nullable ManifestLocation opened) {
    FindingBuilder finding = unreadable(at, words).fix(words.label());
    if (opened != null && opened.line() != at.line()) {
      file.maskLine(opened.line());
      finding.related(opened, "in what starts here");
    }
    add(finding);
  }

  private void tab(ManifestLocation at) {
    syntax(
        at, new Words("is indented with a tab", "indent with spaces"), "replace the tab by spaces");
  }

  private void syntax(ManifestLocation at, Words words, String fix) {
    add(unreadable(at, words).fix(fix));
  }

  private FindingBuilder unreadable(ManifestLocation at, Words words) {
    file.maskLine(at.line());
    return Finding.of("manifest-syntax", Severity.ERROR, file.name())
        .gist(words.gist())
        .message(file.name() + " " + words.gist() + ", so nothing else in it could be judged")
        .at(at, words.label());
  }

  private void add(FindingBuilder finding) {
    findings.add(finding.build());
  }

  private ManifestLocation place(Mark mark) {
    return new ManifestLocation(file, mark.getLine() + 1, mark.getColumn() + 1, 1);
  }

  /** The place of the character at an index of the text. */
  private ManifestLocation place(int at) {
    return Characters.place(file, text, at);
  }
}
