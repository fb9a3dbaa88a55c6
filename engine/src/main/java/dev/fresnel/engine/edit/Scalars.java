package dev.fresnel.engine.edit;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What a scalar stands for. Manifests are written for kubectl, so file modes such as {@code 0644} are octal, as in YAML 1.1;
 * but {@code yes}, {@code no}, {@code on} and {@code off} are the words they look like.
 */
final class Scalars {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern OCTAL = Pattern.compile("0o?[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FRACTION =
            Pattern.compile("[-+]?(\\.[0-9]{1,30}|[0-9]{1,30}(\\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,3})?");

    private static final int LONGEST_NUMBER = 40;

    private Scalars() {}

    static @Nullable Object value(ScalarNode node) {
        String text = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return text;
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> text.length() > LONGEST_NUMBER ? text : number(text);
        };
    }

    private static Object number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return whole(text.startsWith("+") ? text.substring(1) : text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(text.replaceFirst("^0o?", ""), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(text.substring(2), 16);
        }
        return FRACTION.matcher(text).matches() && !text.matches("[-+]?0[0-9]+") ? Double.valueOf(text) : text;
    }

    private static Object whole(String digits, int radix) {
        BigInteger value = new BigInteger(digits, radix);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }
}
