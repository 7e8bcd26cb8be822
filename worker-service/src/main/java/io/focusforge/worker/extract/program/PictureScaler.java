package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Flaw;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** Makes pictures small. Their size is read from the header, and bounded, before anything is decoded. */
final class PictureScaler {
    private static final int SMOOTHER = 2;

    private PictureScaler() {}

    static Reply write(Request request) throws IOException, Unreadable {
        if (Files.size(request.file()) == 0) {
            throw new Unreadable(Flaw.EMPTY);
        }
        try (var in = new FileImageInputStream(request.file().toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Unreadable(Flaw.UNSUPPORTED);
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return write(reader, request);
            } catch (RuntimeException e) {
                // decoders throw whatever they stumble over
                throw new IOException(e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Reply write(ImageReader reader, Request request) throws IOException, Unreadable {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        if ((long) width * height > request.most()) {
            throw new Unreadable(Flaw.BOMB);
        }
        var scale = Math.min(1.0, (double) request.edge() / Math.max(width, height));
        var small = scaled(decoded(reader, scale), Math.max(1, (int) Math.round(width * scale)), Math.max(1, (int)
                Math.round(height * scale)));
        ImageIO.write(small, "png", request.target().toFile());
        return new Reply.Picture(small.getWidth(), small.getHeight());
    }

    /** Leaves out what the thumbnail would not show: of a large picture only every n-th pixel is ever in memory. */
    private static BufferedImage decoded(ImageReader reader, double scale) throws IOException {
        var step = Math.max(1, (int) (1 / (scale * SMOOTHER)));
        var parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return small;
    }
}
