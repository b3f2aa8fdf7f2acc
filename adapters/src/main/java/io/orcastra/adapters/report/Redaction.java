package io.orcastra.adapters.report;

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
    private static final Pattern TELLTALE_KEY = Pattern.compile(
            "(?i).*(passw(or)?d|passphrase|secret|token|credential|api[-_.]?key|private[-_.]?key).*");
    /** Each pattern masks its group {@code secret}. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?i)(?:passw(?:or)?d|passphrase|secret|token|credentials?|api[-_.]?key|private[-_.]?key)"
                    + "\\s*[=:]\\s*(?<secret>[^\\s,;&\"']+)"),
            Pattern.compile("(?i)(?:bearer|basic)\\s+(?<secret>[A-Za-z0-9._~+/=-]{8,})"),
            Pattern.compile("://(?<secret>[^/\\s:@]+:[^/\\s@]+)@"),
            Pattern.compile("(?<secret>SWMTKN-[0-9A-Za-z-]+)"),
            Pattern.compile("(?<secret>eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*)"),
            Pattern.compile("(?<secret>(?:AKIA|ASIA)[A-Z0-9]{16})"),
            Pattern.compile("(?<secret>(?:ghp|gho|ghs|glpat|xox[abp])[-_][A-Za-z0-9_-]{10,})"),
            Pattern.compile("(?<secret>-----BEGIN [A-Z ]*PRIVATE KEY-----.*)"));

    private Redaction() {
    }

    public static String of(String text) {
        String shown = CONTROL.matcher(text).replaceAll(" ");
        for (Pattern secret : SECRETS) {
            shown = secret.matcher(shown).replaceAll(found -> {
                String whole = found.group();
                String value = found.group(1);
                return Matcher.quoteReplacement(whole.replace(value, MASK));
            });
        }
        return shown;
    }

    /** The value of a key, hidden altogether when the key's name gives it away. */
    public static String value(String key, String value) {
        return TELLTALE_KEY.matcher(key).matches() && !value.isEmpty() && !isSwitch(value) ? MASK : of(value);
    }

    /** {@code secret-store=true} is a label, not a secret. */
    private static boolean isSwitch(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }
}
