# An image of it.
ARG VERSION=3.12 BASE
ARG REG="ghcr.io/x"
FROM --platform=$BUILDPLATFORM python:${VERSION}-slim AS build
FROM ${REG}/tool:1.2@sha256:abcd as Tool
FROM localhost:5000/a/b
FROM ${BASE}
FROM build
COPY --from=ghcr.io/astral-sh/uv:0.4 /uv /bin/
COPY --from=build --chown=a:b /x /y
COPY --from=0 /x /y
COPY --from=tool /x /y
COPY --link --from=nginx /etc /etc
RUN --mount=type=cache,target=/root \
    # a comment: FROM no
    --mount=type=bind,from=ghcr.io/astral-sh/uv,source=/uv,target=/uv \

    echo <<< FROM && \
    x
RUN <<EOF
FROM not
COPY no /x
EOF
COPY <<"A" <<-B /dest/
FROM no
A
	FROM no2
	B
COPY requirements.txt ./pyproject.toml /src/
COPY ["a b", "c"]
ADD https://x.org/y.tgz /y
ENV PATH /a:$PATH x=y
ENV A=1 B="two words" C=three\ words \
    D='x'
onbuild COPY --from=alpine:3 a b
ONBUILD ENV X=1
LABEL a=b
CMD ["x"]
