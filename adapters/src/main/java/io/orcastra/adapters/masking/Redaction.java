package io.orcastra.adapters.masking;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text that others wrote (error messages, label values) fit to be shown or handed on: what looks like a
 * secret becomes {@code ***}, control characters become blanks. A net for accidents, not a guarantee.
 */
public final class Redaction {

    private static final String MASK = "***";
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final String CAMEL = "(?-i:(?<=[a-z0-9])(?=[A-Z]))";
    private static final String WORD_BEGINS = "(?:(?<![A-Za-z])|" + CAMEL + ")";
    private static final String WORD_ENDS = "(?:(?![A-Za-z])|" + CAMEL + ")";
    /** Some mean a secret wherever they stand in a name, others are part of other words as well: a tokenizer, a compass. */
    private static final String KEY = "(?:passw(?:or)?d|passphrase|secret|credential"
            + "|(?:api|private|access|encryption|signing|ssh)[-_.]?key"
            + "|tokens?" + WORD_ENDS + "|" + WORD_BEGINS
            + "(?:(?:db|user|root|admin|smtp|mail|ldap)?(?:pass|pwd|pw)|creds?)" + WORD_ENDS + ")";
    /** What is called so is a secret when something is assigned to it; in a sentence it is mostly a subject. */
    private static final String LOGIN = WORD_BEGINS + "(?:basic[-_.]?|o)?auth" + WORD_ENDS;
    private static final String REST_OF_NAME = "[\\w.-]*";
    private static final String ANY_KEY = "(?:" + KEY + "|" + LOGIN + ")";
    private static final String QUOTED_NAME = "[\"'][\\w.-]*" + ANY_KEY + REST_OF_NAME + "\\\\*[\"']\\s*[=:]\\s*";
    private static final String ASSIGNED =
            "(?:" + KEY + REST_OF_NAME + "\\s*[=:]|" + LOGIN + REST_OF_NAME + "\\s*=)\\s*";
    private static final Pattern TELLTALE_KEY = Pattern.compile("(?i)" + ANY_KEY);
    private static final Pattern SECRET_KEY = Pattern.compile("(?i)" + KEY);
    /** Each pattern masks its only group. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?i)" + QUOTED_NAME + "\\\\*[\"'](.+?)\\\\*[\"']"),
            Pattern.compile("(?i)" + QUOTED_NAME + "([^\\s,;&\"'\\\\{}\\[\\]]+)"),
            Pattern.compile("(?i)" + ASSIGNED + "\\\\*[\"'](.+?)\\\\*[\"']"),
            Pattern.compile("(?i)" + ASSIGNED + "([^\\s,;&\"'\\\\]+)"),
            Pattern.compile("(?i)(?<!\\S)--?[\\w.-]*" + ANY_KEY + REST_OF_NAME + "\\s+[\"']?([^\\s\"'-][^\\s\"']*)"),
            Pattern.compile("(?i)(?:bearer|basic)\\s+([A-Za-z0-9._~+/=-]{8,})"),
            Pattern.compile("://([^/\\s:@\"'?#]+:[^/\\s\"'?#]+)@"),
            Pattern.compile("(?<!ssh)://([^/\\s:@\"'?#]+)@"),
            Pattern.compile("(\\${1,2}(?:apr1|2[abxy]|1|5|6|7|y|argon2\\w*)\\$[^\\s,;\"']+)"),
            Pattern.compile("(?i)(\\{(?:S?SHA(?:256|512)?|S?MD5|CRYPT)\\}[^\\s,;\"']+)"),
            Pattern.compile("(SWMTKN-[0-9A-Za-z-]+)"),
            Pattern.compile("(eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*)"),
            Pattern.compile("((?:AKIA|ASIA)[A-Z0-9]{16})"),
            Pattern.compile("((?:ghp|gho|ghs|glpat|xox[abp])[-_][A-Za-z0-9_-]{10,})"),
            Pattern.compile("(-----BEGIN [A-Z ]*PRIVATE KEY-----.*)"));

    private Redaction() {
    }

    public static String of(String text) {
        String shown = CONTROL.matcher(text).replaceAll(" ");
        for (Pattern secret : SECRETS) {
            shown = masked(secret.matcher(shown), shown);
        }
        return shown;
    }

    /** The value of a key, hidden altogether when the key's name gives it away. */
    public static String value(String key, String value) {
        return value(TELLTALE_KEY, key, value);
    }

    /**
     * The same of what placement is decided by. A zone for logins is called so too, and whoever may see a constraint sees it: only
     * what is a secret by any name is hidden for its key.
     */
    public static String placement(String key, String value) {
        return value(SECRET_KEY, key, value);
    }

    /** Whether something in it was hidden, here or where it was written down. */
    public static boolean isMasked(String text) {
        return text.contains(MASK);
    }

    private static String value(Pattern telltale, String key, String value) {
        return telltale.matcher(key).find() && !value.isEmpty() && !isSwitch(value) ? MASK : of(value);
    }

    private static String masked(Matcher secret, String text) {
        StringBuilder shown = new StringBuilder();
        int told = 0;
        while (secret.find()) {
            shown.append(text, told, secret.start(1)).append(MASK);
            told = secret.end(1);
        }
        return told == 0 ? text : shown.append(text, told, text.length()).toString();
    }

    /** {@code secret-store=true} is a label, not a secret. */
    private static boolean isSwitch(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }
}
