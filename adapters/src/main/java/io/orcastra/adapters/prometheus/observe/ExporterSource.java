package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.fetch.Shown;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.prometheus.text.ExpositionFormat;
import io.orcastra.adapters.prometheus.text.ExpositionLimits;
import io.orcastra.adapters.prometheus.text.ExpositionParser;
import io.orcastra.adapters.prometheus.text.MalformedExposition;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An exporter of one node, asked directly. */
record ExporterSource(ExporterKind exporter, Optional<String> node, URI url, Access access, Fetcher fetcher)
        implements MemorySource {

    @Override
    public String kind() {
        return exporter.key();
    }

    @Override
    public String description() {
        return exporter.key() + " " + Shown.address(url);
    }

    @Override
    public boolean measuresNodes() {
        return exporter.measuresNodes();
    }

    @Override
    public Readings read(Instant now, Duration limit) throws FetchFailed {
        return fetcher.get(url, access, ExpositionFormat.ACCEPT, limit,
                (type, body) -> samples(type, body).readings(now, node.orElse(""), measuresNodes()));
    }

    private static ExporterSamples samples(String type, InputStream body) throws IOException, FetchFailed {
        ExpositionFormat format = ExpositionFormat.of(type).orElseThrow(() -> new FetchFailed(
                "answers with " + Shown.briefly(type) + " instead of metrics: maybe its path is wrong"));
        ExporterSamples samples = new ExporterSamples();
        try {
            ExpositionParser.parse(body, format, ExpositionLimits.DEFAULT, samples);
        } catch (MalformedExposition malformed) {
            throw new FetchFailed("answers what is no exposition of metrics: " + malformed.getMessage(), malformed);
        }
        return samples;
    }
}
