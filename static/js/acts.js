// What photos, signatures and the closed door need, in one file: one request, kept by the worker.

import "./photo_camera.js"
import "./photos.js"
import "./signature_pad.js"
import "./sign_off.js"
import "./waiting.js"
