package io.orcastra.adapters.docker.api;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** An authority of its own for one test, and what it signs: an engine's certificate and a client's. */
public final class TestCertificates {

    private static final char[] PASSWORD = "test".toCharArray();

    private final KeyPair authorityKey = keyPair();
    private final X509Certificate authority;
    private long serial = 1;

    public TestCertificates() throws GeneralSecurityException, IOException, OperatorCreationException {
        this.authority = sign("authority", authorityKey, true, null);
    }

    /** An engine at that address which lets in only clients of this authority. */
    public SSLContext engine(String address) throws GeneralSecurityException, IOException, OperatorCreationException {
        return engine(address, Duration.ofHours(1));
    }

    /** As {@link #engine(String)}, with a certificate that expires in that time from now, or has expired. */
    public SSLContext engine(String address, Duration expiresIn)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair key = keyPair();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        keys.setKeyEntry("engine", key.getPrivate(), PASSWORD,
                new X509Certificate[] {sign("engine", key, false, address, expiresIn), authority});
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    /** Writes the three files of {@code DOCKER_CERT_PATH}. */
    public Path client(Path folder) throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair key = keyPair();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ca.pem"), pem(authority));
        Files.writeString(folder.resolve("cert.pem"), pem(sign("client", key, false, null)));
        Files.writeString(folder.resolve("key.pem"), pem(new PemObject("PRIVATE KEY", key.getPrivate().getEncoded())));
        return folder;
    }

    private X509Certificate sign(String name, KeyPair key, boolean isAuthority, String address)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        return sign(name, key, isAuthority, address, Duration.ofHours(1));
    }

    private X509Certificate sign(String name, KeyPair key, boolean isAuthority, String address, Duration expiresIn)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=authority"), BigInteger.valueOf(serial++), Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(expiresIn)), new X500Name("CN=" + name), key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        if (address != null) {
            builder.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
        }
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate())));
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
