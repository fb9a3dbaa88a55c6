package dev.fresnel.engine.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import dev.fresnel.kube.wire.Encoding;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs whole objects small. Objects of a kind are alike, so a dictionary trained on a thousand of them makes each about a
 * quarter of what it is compressed alone.
 *
 * <pre>
 *   packed:  [ how ‖ encoding ][ the bytes, or a zstd frame without its magic number ]
 *              │
 *              ├ RAW     as it came: a dictionary may come yet, or there is nothing to gain
 *              ├ ALONE   compressed without a dictionary: large ones, and all of a small Store
 *              └ SHARED  compressed with the dictionary
 * </pre>
 *
 * {@link #train} may run in any thread, once; {@link #unpack} in any, always; the rest belongs to the writer. Dictionaries
 * hold native memory that their finalisers free, so a snapshot somebody still reads keeps what it needs.
 */
final class Bodies {

    private static final int DICTIONARY_BYTES = 64 << 10;
    /** At level 1 an object takes about 15 µs; 3 would save a tenth of the space for half as much time again. */
    private static final int LEVEL = 1;
    /** Larger objects gain little from a dictionary, and are not held raw until there is one. */
    private static final int LARGE = 64 << 10;
    /** Of a larger object only its beginning is trained on. */
    private static final int SAMPLE_BYTES = 16 << 10;
    /** So much may wait raw for a dictionary; what comes then is compressed alone. */
    private static final long MOST_RAW = 48L << 20;

    private static final int RAW = 0;
    private static final int ALONE = 1;
    private static final int SHARED = 2;
    /** Added to the first byte of what is JSON. */
    private static final int JSON = 4;

    private record Dictionary(ZstdDictCompress compress, ZstdDictDecompress decompress) {}

    private final ZstdCompressCtx alone = context();
    private @Nullable ZstdCompressCtx shared;
    private byte[] scratch = new byte[0];
    private boolean expecting = true;
    private long raw;
    private volatile @Nullable Dictionary dictionary;

    /** Whether a dictionary may still come, so that objects are better held raw for the moment. */
    void expectDictionary(boolean expecting) {
        this.expecting = expecting;
    }

    byte[] pack(byte[] body, Encoding encoding) {
        Dictionary known = dictionary;
        if (known != null && body.length <= LARGE) {
            return compress(body, SHARED, encoding, shared(known));
        }
        if (expecting && body.length <= LARGE && raw < MOST_RAW) {
            raw += body.length;
            return raw(body, encoding);
        }
        return compress(body, ALONE, encoding, alone);
    }

    /** The same object in a smaller form than it was packed in, or null where that is the best that can be had by now. */
    byte @Nullable [] repack(byte[] packed) {
        Dictionary known = dictionary;
        int how = packed[0] & ~JSON;
        boolean large = packed.length > LARGE;
        if (how == SHARED || (how == ALONE && (known == null || large))) {
            return null;
        }
        Body body = unpack(packed);
        return known == null || large
                ? compress(body.bytes(), ALONE, body.encoding(), alone)
                : compress(body.bytes(), SHARED, body.encoding(), shared(known));
    }

    Body unpack(byte[] packed) {
        Encoding encoding = (packed[0] & JSON) == 0 ? Encoding.PROTOBUF : Encoding.JSON;
        int how = packed[0] & ~JSON;
        if (how == RAW) {
            return new Body(Arrays.copyOfRange(packed, 1, packed.length), encoding);
        }
        Dictionary known = dictionary;
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            context.setMagicless(true);
            if (how == SHARED && known != null) {
                context.loadDict(known.decompress);
            }
            int length = Math.toIntExact(Zstd.getFrameContentSize(packed, 1, packed.length - 1, true));
            return new Body(context.decompress(packed, 1, packed.length - 1, length), encoding);
        } finally {
            Reference.reachabilityFence(known);
        }
    }

    /** Makes the dictionary from packed objects. Takes some tenths of a second. */
    void train(List<byte[]> packed) {
        List<byte[]> samples = packed.stream()
                .map(each -> unpack(each).bytes())
                .map(body -> body.length <= SAMPLE_BYTES ? body : Arrays.copyOf(body, SAMPLE_BYTES))
                .toList();
        int total = samples.stream().mapToInt(sample -> sample.length).sum();
        ZstdDictTrainer trainer = new ZstdDictTrainer(total, Math.min(DICTIONARY_BYTES, total / 8), LEVEL);
        samples.forEach(trainer::addSample);
        try {
            byte[] bytes = trainer.trainSamples();
            dictionary = new Dictionary(new ZstdDictCompress(bytes, LEVEL), new ZstdDictDecompress(bytes));
        } catch (ZstdException nothingInCommon) {
            // Objects of a few bytes, or without anything in common: zstd finds no dictionary worth having.
        }
    }

    /** Frees what packing needs; {@link #unpack} goes on working. */
    void close() {
        alone.close();
        if (shared != null) {
            shared.close();
        }
    }

    private ZstdCompressCtx shared(Dictionary known) {
        ZstdCompressCtx context = shared;
        if (context == null) {
            context = context();
            context.loadDict(known.compress);
            shared = context;
        }
        return context;
    }

    private static ZstdCompressCtx context() {
        return new ZstdCompressCtx().setLevel(LEVEL).setMagicless(true).setDictID(false);
    }

    private byte[] compress(byte[] body, int how, Encoding encoding, ZstdCompressCtx context) {
        int length = body.length;
        int bound = Math.toIntExact(Zstd.compressBound(length));
        if (scratch.length < bound) {
            scratch = new byte[bound];
        }
        int compressed = context.compressByteArray(scratch, 0, scratch.length, body, 0, length);
        if (compressed >= length) {
            return raw(body, encoding);
        }
        byte[] packed = new byte[1 + compressed];
        packed[0] = header(how, encoding);
        System.arraycopy(scratch, 0, packed, 1, compressed);
        return packed;
    }

    private static byte[] raw(byte[] body, Encoding encoding) {
        byte[] packed = new byte[1 + body.length];
        packed[0] = header(RAW, encoding);
        System.arraycopy(body, 0, packed, 1, body.length);
        return packed;
    }

    private static byte header(int how, Encoding encoding) {
        return (byte) (encoding == Encoding.JSON ? how | JSON : how);
    }
}
