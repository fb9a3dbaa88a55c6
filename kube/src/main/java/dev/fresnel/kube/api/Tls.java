package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ClusterEntry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.internal.tls.OkHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * TLS as a cluster and a person want it: whom to trust, which name to expect, which certificate to show.
 *
 * @param sockets makes the sockets, with the name to expect already in them
 * @param trust decides about the server's certificate
 * @param names decides about the server's name
 */
record Tls(SSLSocketFactory sockets, X509ExtendedTrustManager trust, HostnameVerifier names) {

    private static final char[] NO_PASSWORD = new char[0];

    /** @param certificate what to show of oneself, or null */
    static Tls of(ClusterEntry cluster, Credentials.@Nullable ClientCertificate certificate)
            throws CredentialsException {
        X509ExtendedTrustManager trust = trust(cluster);
        KeyManager[] keys = certificate == null ? null : keys(certificate);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, new SecureRandom());
            SSLSocketFactory sockets = new ServerSslSocketFactory(context.getSocketFactory(), cluster.tlsServerName());
            return new Tls(sockets, trust, names(cluster));
        } catch (GeneralSecurityException e) {
            throw new CredentialsException("TLS cannot be set up (" + e.getMessage() + ")", "Check this Java.", e);
        }
    }

    private static HostnameVerifier names(ClusterEntry cluster) {
        String name = cluster.tlsServerName();
        if (cluster.insecureSkipTlsVerify()) {
            return (_, _) -> true;
        }
        return name == null
                ? OkHostnameVerifier.INSTANCE
                : (_, session) -> OkHostnameVerifier.INSTANCE.verify(name, session);
    }

    private static X509ExtendedTrustManager trust(ClusterEntry cluster) throws CredentialsException {
        if (cluster.insecureSkipTlsVerify()) {
            return new TrustAnyone();
        }
        try {
            KeyStore authorities = null;
            if (cluster.certificateAuthority() != null) {
                authorities = emptyStore();
                List<X509Certificate> certificates =
                        PemReader.certificates(cluster.certificateAuthority().read());
                for (int i = 0; i < certificates.size(); i++) {
                    authorities.setCertificateEntry("authority-" + i, certificates.get(i));
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(authorities);
            return new ExplainingTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
        } catch (CertificateException e) {
            throw new CredentialsException(
                    "the certificate-authority of cluster " + cluster.name() + " cannot be used: " + e.getMessage(),
                    "Get a fresh kubeconfig.",
                    e);
        } catch (IOException | GeneralSecurityException e) {
            throw new CredentialsException(
                    "the certificate-authority of cluster " + cluster.name() + " cannot be read",
                    String.valueOf(e.getMessage()),
                    e);
        }
    }

    private static KeyManager[] keys(Credentials.ClientCertificate certificate) throws CredentialsException {
        try {
            KeyStore store = emptyStore();
            X509Certificate[] chain = PemReader.certificates(certificate.pem()).toArray(X509Certificate[]::new);
            store.setKeyEntry("client", PemReader.privateKey(certificate.key().reveal()), NO_PASSWORD, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new CredentialsException(
                    "the client certificate or its key cannot be used: " + e.getMessage(),
                    "Get a fresh kubeconfig, or sign in again.",
                    e);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
