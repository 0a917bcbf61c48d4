package dev.startguard.core.credential;

/** The members of a JSON object, found in its bytes: no text is made of what a token says. */
final class Claims {
  private static final int ABSENT = -1;

  private final byte[] json;

  Claims(byte[] json) {
    this.json = json;
  }

  /** Whether there is a member of that name. */
  boolean has(String name) throws CredentialException {
    return find(name) != ABSENT;
  }

  /**
   * The member's number; NaN when there is no such member.
   *
   * @throws CredentialException when it is none, or the bytes are no JSON object
   */
  double number(String name) throws CredentialException {
    int from = find(name);
    if (from == ABSENT) {
      return Double.NaN;
    }
    StringBuilder digits = new StringBuilder();
    for (int i = from; i < json.length && numberPart(json[i]); i++) {
      digits.append((char) json[i]);
    }
    try {
      return Double.parseDouble(digits.toString());
    } catch (NumberFormatException noNumber) { // its message quotes the text
      throw new CredentialException("is a JWT whose " + name + " is not a number");
    }
  }

  /**
   * Where the value of the member begins. A later member of the same name wins, as in most readers.
   */
  private int find(String name) throws CredentialException {
    int found = ABSENT;
    int at = skipBlanks(expect('{', skipBlanks(0)));
    if (at < json.length && json[at] == '}') {
      return found;
    }
    while (true) {
      int nameFrom = expect('"', skipBlanks(at));
      int nameEnd = stringEnd(nameFrom);
      int value = skipBlanks(expect(':', skipBlanks(nameEnd + 1)));
      if (equal(name, nameFrom, nameEnd)) {
        found = value;
      }
      at = skipBlanks(valueEnd(value));
      if (at < json.length && json[at] == '}') {
        return found;
      }
      at = expect(',', at);
    }
  }

  /** Behind the value: at the comma or brace that ends it. */
  private int valueEnd(int from) throws CredentialException {
    int depth = 0;
    for (int i = from; i < json.length; i++) {
      byte b = json[i];
      if (b == '"') {
        i = stringEnd(i + 1);
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (depth > 0 && (b == '}' || b == ']')) {
        depth--;
      } else if (depth == 0 && (b == ',' || b == '}')) {
        return i;
      }
    }
    throw noObject();
  }

  /** Where the closing quote stands. */
  private int stringEnd(int from) throws CredentialException {
    for (int i = from; i < json.length; i++) {
      if (json[i] == '\\') {
        i++;
      } else if (json[i] == '"') {
        return i;
      }
    }
    throw noObject();
  }

  private boolean equal(String name, int from, int to) {
    if (to - from != name.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (json[i] != name.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  private int expect(char wanted, int at) throws CredentialException {
    if (at >= json.length || json[at] != wanted) {
      throw noObject();
    }
    return at + 1;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < json.length && Encoded.blank(json[at])) {
      at++;
    }
    return at;
  }

  private static boolean numberPart(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  private static CredentialException noObject() {
    return new CredentialException("not a JWT: a part of it is not a JSON object");
  }
}
