package dev.fresnel.testbed;

import static dev.fresnel.testbed.Der.bits;
import static dev.fresnel.testbed.Der.identifier;
import static dev.fresnel.testbed.Der.integer;
import static dev.fresnel.testbed.Der.octets;
import static dev.fresnel.testbed.Der.retagged;
import static dev.fresnel.testbed.Der.sequence;
import static dev.fresnel.testbed.Der.set;
import static dev.fresnel.testbed.Der.tagged;
import static dev.fresnel.testbed.Der.text;
import static dev.fresnel.testbed.Der.time;
import static dev.fresnel.testbed.Der.yes;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate authority of one control plane. It writes X.509 (RFC 5280) itself, because the JDK offers no way to
 * make a certificate but the keytool program, which takes seconds for what is needed here.
 *
 * <p>The authority's own key is EC P-256. Immutable.
 */
final class Authority {

    private static final byte[] ECDSA_WITH_SHA256 = sequence(identifier("1.2.840.10045.4.3.2"));
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final Identity identity;
    private final PrivateKey key;

    private Authority(String name, Identity identity, PrivateKey key) {
        this.name = name;
        this.identity = identity;
        this.key = key;
    }

    /** A new authority, good for ten years. */
    static Authority create(String name) {
        KeyPair keys = ellipticKeys();
        Instant now = Instant.now();
        byte[] subject = subject(name, List.of());
        byte[] extensions = sequence(
                extension("2.5.29.19", yes(), sequence(yes())), // may sign certificates,
                extension("2.5.29.15", yes(), bits(1, new byte[] {0x06}))); // and these and revocations only
        byte[] certificate = sign(
                keys.getPrivate(),
                subject,
                subject,
                keys.getPublic(),
                now,
                now.plus(3650, ChronoUnit.DAYS),
                extensions);
        return new Authority(name, identity(certificate, keys.getPrivate()), keys.getPrivate());
    }

    /** The authority that {@link #create} made earlier under the same name. */
    static Authority of(String name, Identity identity) {
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Identity.unpem(identity.key())));
            return new Authority(name, identity, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the authority " + name + " cannot be read.", e);
        }
    }

    Identity identity() {
        return identity;
    }

    /** For a server (and as a client too) that is reached by these DNS names and addresses; EC P-256. */
    Identity issueForHosts(String commonName, List<String> hosts) {
        List<byte[]> names = new ArrayList<>();
        for (String host : hosts) {
            names.add(
                    Character.isDigit(host.charAt(0))
                            ? retagged(7, address(host))
                            : retagged(2, host.getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] alternatives = extension("2.5.29.17", new byte[0], sequence(names.toArray(byte[][]::new)));
        return issue(ellipticKeys(), commonName, List.of(), Instant.now().plus(3650, ChronoUnit.DAYS), alternatives);
    }

    /**
     * For a person: Kubernetes takes the common name for the user and the organizations for groups. RSA, as kubeadm
     * makes them, which every client reads.
     *
     * @param until may lie in the past, for a certificate that has expired
     */
    Identity issueForUser(String user, List<String> groups, Instant until) {
        return issue(keys("RSA", 2048), user, groups, until, new byte[0]);
    }

    static KeyPair ellipticKeys() {
        return keys("EC", 256);
    }

    private Identity issue(KeyPair keys, String commonName, List<String> groups, Instant until, byte[] more) {
        Instant now = Instant.now();
        Instant from = (until.isBefore(now) ? until : now).minus(1, ChronoUnit.DAYS);
        byte[] usage = extension("2.5.29.15", yes(), bits(5, new byte[] {(byte) 0xA0})); // signing, key encipherment
        byte[] purposes = extension(
                "2.5.29.37",
                new byte[0],
                sequence(identifier("1.3.6.1.5.5.7.3.1"), identifier("1.3.6.1.5.5.7.3.2"))); // server, client
        byte[] certificate = sign(
                key,
                subject(name, List.of()),
                subject(commonName, groups),
                keys.getPublic(),
                from,
                until,
                sequence(usage, purposes, more));
        return identity(certificate, keys.getPrivate());
    }

    private static byte[] sign(
            PrivateKey signer,
            byte[] issuer,
            byte[] subject,
            PublicKey owner,
            Instant from,
            Instant until,
            byte[] extensions) {
        byte[] contents = sequence(
                tagged(0, integer(BigInteger.TWO)), // version 3
                integer(new BigInteger(120, RANDOM).setBit(120)),
                ECDSA_WITH_SHA256,
                issuer,
                sequence(time(from), time(until)),
                subject,
                owner.getEncoded(),
                tagged(3, extensions));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(signer);
            signature.update(contents);
            return sequence(contents, ECDSA_WITH_SHA256, bits(0, signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot sign with ECDSA.", e);
        }
    }

    private static byte[] subject(String commonName, List<String> organizations) {
        List<byte[]> parts = new ArrayList<>();
        for (String organization : organizations) {
            parts.add(set(sequence(identifier("2.5.4.10"), text(organization))));
        }
        parts.add(set(sequence(identifier("2.5.4.3"), text(commonName))));
        return sequence(parts.toArray(byte[][]::new));
    }

    private static byte[] extension(String identifier, byte[] critical, byte[] value) {
        return sequence(identifier(identifier), critical, octets(value));
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an IP address: " + literal, e);
        }
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make " + algorithm + " keys.", e);
        }
    }

    private static Identity identity(byte[] certificate, PrivateKey key) {
        return new Identity(Identity.pem("CERTIFICATE", certificate), Identity.pem("PRIVATE KEY", key.getEncoded()));
    }
}
