"""The routes by resource, as contract/operations/ names the resources."""

from toy_vendor.routes import notes as notes
