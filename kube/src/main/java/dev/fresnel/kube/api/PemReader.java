package dev.fresnel.kube.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and private keys in PEM, with whatever else stands around them. Keys may be PKCS #8, PKCS #1
 * ({@code RSA PRIVATE KEY}) or SEC 1 ({@code EC PRIVATE KEY}); Java knows only the first, so the others are put into its
 * envelope.
 */
final class PemReader {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** rsaEncryption with its null parameter, as an AlgorithmIdentifier. */
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    /** id-ecPublicKey, the first half of an AlgorithmIdentifier whose second is the curve. */
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private PemReader() {}

    /** All certificates of a text, at least one. */
    static List<X509Certificate> certificates(String pem) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(pem);
        while (block.find()) {
            if (block.group(1).equals("CERTIFICATE")) {
                certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(decode(block.group(2)))));
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate in it");
        }
        return certificates;
    }

    /** The first private key of a text. */
    static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(pem);
        while (block.find()) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return pkcs8(decode(block.group(2)));
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(sequence(VERSION_0, RSA, der(0x04, decode(block.group(2)))));
                }
                case "EC PRIVATE KEY" -> {
                    byte[] key = decode(block.group(2));
                    return pkcs8(sequence(VERSION_0, sequence(EC, curve(key)), der(0x04, key)));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new InvalidKeySpecException("the key is encrypted; it must be stored without a password");
                default -> {}
            }
        }
        throw new InvalidKeySpecException("there is no private key in it");
    }

    private static PrivateKey pkcs8(byte[] encoded) throws GeneralSecurityException {
        InvalidKeySpecException failure = new InvalidKeySpecException("the key is of no known kind");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    /**
     * The curve's object identifier in an ECPrivateKey: {@code SEQUENCE { INTEGER 1, OCTET STRING, [0] { OID } … }}.
     */
    private static byte[] curve(byte[] key) throws InvalidKeySpecException {
        try {
            int at = contentStart(key, 0);
            at = next(key, at);
            at = next(key, at);
            if ((key[at] & 0xff) == 0xa0) {
                return Arrays.copyOfRange(key, contentStart(key, at), next(key, at));
            }
        } catch (ArrayIndexOutOfBoundsException truncated) {
            throw new InvalidKeySpecException("the key is cut short", truncated);
        }
        throw new InvalidKeySpecException("the key does not name its curve");
    }

    private static int contentStart(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return at + 2 + (length < 0x80 ? 0 : length - 0x80);
    }

    private static int next(byte[] der, int at) {
        int start = contentStart(der, at);
        int length = der[at + 1] & 0xff;
        if (length >= 0x80) {
            length = 0;
            for (int i = at + 2; i < start; i++) {
                length = (length << 8) | (der[i] & 0xff);
            }
        }
        return start + length;
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return der(0x30, content.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] decode(String base64) throws CertificateException {
        try {
            // Headers such as Proc-Type stand before an empty line, and only in encrypted keys.
            return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("it is not base64", e);
        }
    }
}
