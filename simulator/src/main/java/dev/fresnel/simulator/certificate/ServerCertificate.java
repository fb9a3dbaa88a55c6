package dev.fresnel.simulator.certificate;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A certificate for HTTPS on loopback, signed by an authority made for it alone, which nobody can use again: its key is
 * thrown away.
 *
 * @param tls speaks HTTPS with it, and asks clients for no certificate of theirs
 * @param chain the server's certificate, then the authority's
 * @param authority the authority's certificate as PEM: what a kubeconfig carries
 */
public record ServerCertificate(SSLContext tls, List<X509Certificate> chain, String authority) {

    private static final String SHA256_WITH_ECDSA = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";

    /** Makes one for {@code localhost}, 127.0.0.1 and ::1, good for a year. */
    public static ServerCertificate forLoopback(Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair authority = generator.generateKeyPair();
            KeyPair server = generator.generateKeyPair();
            Instant from = clock.instant().minus(Duration.ofHours(1));

            // keyCertSign is bit 5, digitalSignature bit 0
            byte[] authorityExtensions = Der.sequence(
                    extension(BASIC_CONSTRAINTS, Der.sequence(Der.bool(true))),
                    extension(KEY_USAGE, Der.bits(2, new byte[] {0x04})));
            byte[] serverExtensions = Der.sequence(
                    extension(KEY_USAGE, Der.bits(7, new byte[] {(byte) 0x80})),
                    extension(EXTENDED_KEY_USAGE, Der.sequence(Der.oid(SERVER_AUTHENTICATION))),
                    extension(
                            ALTERNATIVE_NAMES,
                            Der.sequence(
                                    Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                                    Der.tagged(
                                            0x87,
                                            InetAddress.ofLiteral("127.0.0.1").getAddress()),
                                    Der.tagged(
                                            0x87, InetAddress.ofLiteral("::1").getAddress()))));
            String issuer = "Fresnel simulator";
            X509Certificate root = certificate(
                    issuer, issuer, authority.getPublic(), authority.getPrivate(), from, authorityExtensions);
            X509Certificate leaf = certificate(
                    issuer, "localhost", server.getPublic(), authority.getPrivate(), from, serverExtensions);

            List<X509Certificate> chain = List.of(leaf, root);
            // Not by way of a key store: it would encrypt the key in memory, and decrypt it, in a third of a second.
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(new KeyManager[] {new OneKey(server.getPrivate(), chain)}, new TrustManager[0], null);
            return new ServerCertificate(tls, chain, pem(root.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make a certificate: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(
            String issuer, String subject, PublicKey key, PrivateKey signer, Instant from, byte[] extensions)
            throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.oid(SHA256_WITH_ECDSA));
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(127, new SecureRandom()).setBit(126)),
                algorithm,
                name(issuer),
                Der.sequence(Der.time(from), Der.time(from.plus(Duration.ofDays(365)))),
                name(subject),
                key.getEncoded(),
                Der.tagged(0xa3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer);
        signature.update(content);
        byte[] signed = Der.sequence(content, algorithm, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(commonName))));
    }

    private static byte[] extension(String oid, byte[] value) {
        boolean critical = oid.equals(BASIC_CONSTRAINTS) || oid.equals(KEY_USAGE);
        return critical
                ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }
}
